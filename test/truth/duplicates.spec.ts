import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../support/runner.js';
import { blockingKeys } from '../../src/dossier/dossier/domain/duplicates/blocking-keys.js';
import type { ChildIdentity } from '../../src/dossier/dossier/domain/duplicates/child-identity.js';
import { compareChildren, type Level } from '../../src/dossier/dossier/domain/duplicates/compare-children.js';
import { compareFamilies } from '../../src/dossier/dossier/domain/duplicates/compare-families.js';
import { identitiesOf } from '../../src/dossier/dossier/domain/duplicates/identities-of.js';
import type { ListedCommune } from '../../src/lists/waiting-lists/domain/communes.js';
import { planImport } from '../../src/lists/waiting-lists/domain/plan.js';
import { readList } from '../../src/lists/waiting-lists/reader/read-list.js';
import { MISTAKES } from './mistakes.js';

/** How well duplicates are found, measured against what a person judged (docs/decisions/0012-duplicates.md). */
interface Judged {
  readonly a: string;
  readonly b: string;
  readonly is: 'same' | 'unsure' | 'different';
}

const open = (path: string): Buffer => readFileSync(path);
const { communes } = JSON.parse(open('data/communes.json').toString()) as { communes: ListedCommune[] };
const truth = (JSON.parse(open('test/truth/duplicates.json').toString()) as { pairs: Judged[] }).pairs;

const rowsOf = (list: string): [string, ChildIdentity][] =>
  planImport(readList(open(`data/waiting-lists/${list}.csv`)), list, {
    communes,
    importedOn: '2026-11-24',
    sourceProviderId: list,
  }).rows.flatMap(({ row, reading }) =>
    reading.kind === 'request'
      ? identitiesOf(reading.form).map((child): [string, ChildIdentity] => [`${list}:${row.line}`, child])
      : [],
  );

const children = new Map(['montceau', 'blanzy', 'saint-vallier'].flatMap(rowsOf));
const rows = [...children];
const pairs = rows.flatMap(([a, one], index) =>
  rows
    .slice(index + 1)
    .map(([b, other]) => ({ name: `${a} ${b}`, one, other, comparison: compareChildren(one, other) })),
);
const named = (is: Judged['is']): Set<string> =>
  new Set(truth.filter((pair) => pair.is === is).map(({ a, b }) => `${a} ${b}`));
const [same, unsure, different] = [named('same'), named('unsure'), named('different')];
const found = (...levels: Level[]): string[] =>
  pairs.filter(({ comparison }) => levels.includes(comparison.level)).map(({ name }) => name);
const share = (part: number, whole: number): number => Number((part / whole).toFixed(3));

/** What is wanted: the pairs that are one child and, where a desk is only asked, those that nobody else can judge. */
function measure(
  claimed: readonly string[],
  wanted: ReadonlySet<string>,
): { claimed: number; right: number; precision: number; recall: number } {
  const right = claimed.filter((name) => wanted.has(name)).length;
  return { claimed: claimed.length, right, precision: share(right, claimed.length), recall: share(right, wanted.size) };
}

describe('duplicates of the three lists', () => {
  it('are judged by hand, each pair once, on rows that exist', () => {
    expect(rows).toHaveLength(240);
    expect([same.size, unsure.size, different.size]).toEqual([68, 7, 68]);
    const all = truth.map(({ a, b }) => `${a} ${b}`);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((name) => !pairs.some((pair) => pair.name === name))).toEqual([]);
  });

  it('are joined by themselves without one mistake', () => {
    const measured = measure(found('certain'), same);
    console.info('certain', measured);
    expect(measured).toMatchObject({ claimed: 40, precision: 1 });
  });

  it('are probable with a precision of 0.95 at least, a pair that nobody can judge counted as a mistake', () => {
    const measured = measure(found('certain', 'probable'), same);
    console.info('probable', measured);
    expect(measured.precision).toBeGreaterThanOrEqual(0.95);
    expect(measured.recall).toBeGreaterThanOrEqual(0.7);
  });

  it('are possible with a recall of 0.95 at least, a pair that nobody can judge counted as one to find', () => {
    const measured = measure(found('certain', 'probable', 'possible'), new Set([...same, ...unsure]));
    console.info('possible', measured);
    expect(measured.recall).toBeGreaterThanOrEqual(0.95);
    expect(measured.precision).toBeGreaterThanOrEqual(0.9);
    expect(found('certain', 'probable', 'possible').filter((name) => different.has(name)).length).toBeLessThanOrEqual(
      2,
    );
  });

  it('are found through the keys as well as by comparing each with each', () => {
    const missed = pairs.filter(
      ({ one, other, comparison }) =>
        comparison.level !== 'none' && !blockingKeys(one).some((key) => blockingKeys(other).includes(key)),
    );
    expect(missed).toEqual([]);
  });

  it('leave to a person the homes that share a mail and not a phone', () => {
    expect(
      pairs.filter(({ one, other }) => compareFamilies(one, other) === 'possible').map(({ name }) => name),
    ).toEqual([
      'montceau:29 montceau:87',
      'montceau:29 blanzy:73',
      'montceau:33 montceau:71',
      'montceau:35 montceau:64',
      'montceau:51 montceau:64',
    ]);
  });
});

describe('twins of one home', () => {
  const names = [...new Set(rows.flatMap(([, { firstName }]) => firstName ?? []))];
  const twins = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other] as const));
  const levelOf = (one: string, other: string, multipleBirth: boolean | null): Level => {
    const twin = { ...children.get('montceau:9')!, multipleBirth };
    return compareChildren({ ...twin, firstName: one }, { ...twin, firstName: other }).level;
  };

  it('are told apart by their first names, but for the likest', () => {
    const confused = twins.filter(([one, other]) => levelOf(one, other, null) !== 'none');
    console.info(`${confused.length} of ${twins.length}: ${confused.map((pair) => pair.join(' and ')).join(', ')}`);
    expect(confused.length / twins.length).toBeLessThanOrEqual(0.015);
  });

  it('are never probable once the family said that they are twins', () => {
    expect(twins.filter(([one, other]) => ['certain', 'probable'].includes(levelOf(one, other, true)))).toEqual([]);
  });
});

/**
 * The lists hold few mistakes of each kind: every row is written again with each, and has to be found beside the row as
 * it was.
 */
describe.each(MISTAKES)('a child written again with $name', ({ make, floor }) => {
  it(`is found at least ${floor * 100} times in a hundred`, () => {
    const again = rows.flatMap(([, child]) => (make(child) ? [{ child, written: make(child)! }] : []));
    const seen = again.filter(
      ({ child, written }) =>
        compareChildren(child, written).level !== 'none' &&
        blockingKeys(child).some((key) => blockingKeys(written).includes(key)),
    );
    console.info(`${seen.length} of ${again.length}`);
    expect(again.length).toBeGreaterThan(50);
    expect(seen.length / again.length).toBeGreaterThanOrEqual(floor);
  });
});
