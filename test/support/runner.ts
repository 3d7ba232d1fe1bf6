import type * as Jest from '@jest/globals';
import { tellOf } from './held-process.js';
import { reachOf } from './reach.js';

/**
 * What a test file is written with. The runner puts Jest's words into the process; the package that usually hands them
 * out works under Jest's own runner only (docs/decisions/0168).
 */
const words = globalThis as unknown as typeof Jest;
export const { describe, expect, jest } = words;

/** What a test, or what is done before or after it, may take, in milliseconds. Generous: a busy machine is no failure. */
const LIMIT = 120_000;
/** The machine's own timers: a test may replace those of its process. */
const { setTimeout, clearTimeout } = globalThis;

type Work = (...given: unknown[]) => unknown;

/** The runner knows no limit of time: what has not ended by then has failed, and the next test begins. */
function limited(work: Work, title: string, millis = LIMIT): Work {
  return async (...given) => {
    tellOf(title);
    reachOf(words.expect.getState().testPath ?? null);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`has not ended within ${millis / 1000} s`)), millis);
    });
    try {
      return await Promise.race([work(...given), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

type Test = (title: string, work: Work, millis?: number) => void;
const test =
  (run: Test): Test =>
  (title, work, millis) =>
    run(title, limited(work, title, millis));

/** A test, or one for each row of a table (`it.each`); it has `LIMIT` unless it says how long. */
export const it = Object.assign(test(words.it as Test), {
  only: test(words.it.only as Test),
  each: (rows: readonly unknown[]) => test(words.it.each(rows) as Test),
}) as unknown as typeof words.it;

type Step = (work: Work, millis?: number) => void;
const step =
  (name: 'afterAll' | 'afterEach' | 'beforeAll' | 'beforeEach'): Step =>
  (work, millis) =>
    (words[name] as Step)(limited(work, name, millis));

export const afterAll = step('afterAll');
export const afterEach = step('afterEach');
export const beforeAll = step('beforeAll');
export const beforeEach = step('beforeEach');
