import { readFileSync } from 'node:fs';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { startApp, type DatabaseKind, type TestApp } from './app.js';
import { Browser, type Answer } from './browser.js';
import { PASSWORD, seedWorld, STAFF } from './seed.js';

export interface ListFixture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The three lists of the basin. */
export const LISTS: readonly ListFixture[] = ['montceau', 'blanzy', 'saint-vallier'].map((name) => ({
  name: `${name}.csv`,
  bytes: readFileSync(`data/waiting-lists/${name}.csv`),
}));
export const csv = (...lines: string[]): Uint8Array => Buffer.from(lines.join('\n'));
export const list = (name: string, ...lines: string[]): ListFixture => ({ name, bytes: csv(...lines) });

export type ImportWorld = TestApp & { reader: Reader; clock: TravellingClock; agent: Browser; other: Browser };

/** The territory with an agent of the RPE and one of another desk, both on the page of imports. */
export async function importWorld(kind: DatabaseKind): Promise<ImportWorld> {
  const test = await startApp(kind);
  const clock = test.app.get(Clock) as TravellingClock;
  clock.travelTo('2026-11-24T09:00:00.000Z');
  await seedWorld(test.app);
  const browserOf = async (key: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[key]!.email, PASSWORD);
    await browser.get('/rpe/imports');
    return browser;
  };
  return {
    ...test,
    clock,
    reader: test.app.get(Reader),
    agent: await browserOf('agent'),
    other: await browserOf('otherAgent'),
  };
}

export const batchOf = (url: string): string => /imports\/([0-9a-f-]{36})/.exec(url)![1]!;
export const send = (browser: Browser, file: ListFixture): Promise<Answer> =>
  browser.upload('/rpe/imports', 'list', file);

/** Sends a list, confirms the import and runs its jobs. @returns the page of results */
export async function importList(test: ImportWorld, file: ListFixture, browser = test.agent): Promise<Answer> {
  await send(browser, file);
  const id = batchOf(browser.url);
  await browser.post(`/rpe/imports/${id}/importer`);
  await test.app.get(SqlQueueDriver).runDue();
  return browser.get(`/rpe/imports/${id}`);
}
