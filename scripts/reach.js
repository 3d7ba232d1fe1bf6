/**
 * Which suites run which functions of `src`, as the last run of all suites wrote it down (`test/support/reach.js`), and
 * what follows from it: the suites that are run again on PostgreSQL, and those that a change can break.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REACH = 'var/reach';

/** Every suite, by its source. */
export const listSuites = () =>
  ['src', 'test'].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.spec.ts'))
      .map((name) => join(folder, name)),
  );

/** What each suite of `test` ran, by source and function; empty where all suites have never been run here. */
export function readReach(suites = listSuites()) {
  const fileOf = (suite) => join(REACH, suite.replace(/\.spec\.ts$/, '.json'));
  return new Map(
    suites
      .filter((suite) => existsSync(fileOf(suite)))
      .map((suite) => [suite, JSON.parse(readFileSync(fileOf(suite), 'utf8'))]),
  );
}

/** Where functions ask no database: rules, words, pages and what everything shares. */
const WITHOUT_DATABASE =
  /\/(domain|web)\/|^src\/foundation\/(kernel|config)\/|^src\/commissions\/(matching|verify-session)\//;
const ON_BOTH = /\bDATABASES\b|\bQUEUES\b/;
/** SQLite lets one write at a time, so only PostgreSQL can lose what two write at once. */
const AT_ONCE = /Promise\.(all|allSettled)\(/;

/**
 * The suites to run on PostgreSQL after all have run on SQLite: those about databases, queues and processes themselves,
 * those that do two things at once, those named, and as many others as it takes for each function outside of rules and
 * pages to run there `times` times, where SQLite ran it as often. Cheap ones first.
 * @param {{ reach: Map<string, Record<string, number[]>>, secondsOf: (suite: string) => number, named?: string[],
 *   times?: number }} known
 */
export function suitesForPostgres({ reach, secondsOf, named = [], times = 1 }) {
  const onBoth = listSuites().filter(
    (suite) => /\.(postgres|redis)\.spec\.ts$/.test(suite) || ON_BOTH.test(readFileSync(suite, 'utf8')),
  );
  const chosen = new Set(
    onBoth.filter(
      (suite) =>
        !reach.has(suite) ||
        /^src\/|^test\/(contracts|isolation)\//.test(suite) ||
        named.includes(suite) ||
        AT_ONCE.test(readFileSync(suite, 'utf8')),
    ),
  );
  const functionsOf = new Map(
    onBoth
      .filter((suite) => reach.has(suite))
      .map((suite) => [
        suite,
        Object.entries(reach.get(suite))
          .filter(([source]) => !WITHOUT_DATABASE.test(source))
          .flatMap(([source, begins]) => begins.map((begin) => `${source}:${begin}`)),
      ]),
  );
  const count = new Map();
  const run = (suite) => functionsOf.get(suite)?.forEach((one) => count.set(one, (count.get(one) ?? 0) + 1));
  chosen.forEach(run);
  const left = new Set([...functionsOf.keys()].filter((suite) => !chosen.has(suite)));
  for (;;) {
    const gains = [...left].map((suite) => [
      suite,
      functionsOf.get(suite).filter((one) => (count.get(one) ?? 0) < times).length / (secondsOf(suite) + 1),
    ]);
    const [best, gain] = gains.reduce((most, next) => (next[1] > most[1] ? next : most), [null, 0]);
    if (gain === 0) return [...chosen].sort();
    chosen.add(best);
    left.delete(best);
    run(best);
  }
}

/**
 * Suites that run functions of the given sources, the most particular to these first: a function that nearly every suite
 * runs tells little of a change of it, one that two suites run much.
 * @returns {{ suite: string, weight: number }[]}
 */
export function suitesThatRun(sources, reach) {
  const runBy = new Map();
  const each = (action) => {
    for (const [suite, functions] of reach)
      for (const source of sources) for (const begin of functions[source] ?? []) action(suite, `${source}:${begin}`);
  };
  each((_, one) => runBy.set(one, (runBy.get(one) ?? 0) + 1));
  const weights = new Map();
  each((suite, one) => weights.set(suite, (weights.get(suite) ?? 0) + 1 / runBy.get(one)));
  return [...weights].map(([suite, weight]) => ({ suite, weight })).sort((a, b) => b.weight - a.weight);
}
