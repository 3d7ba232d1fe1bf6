import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { addDays, instantAt, type Day } from '../../../foundation/kernel/time.js';
import type { FamilyHistory } from './family-history.js';
import { changesBetween } from './figure-changes.js';
import { cellsOf, FIGURE_TABLES } from './figure-tables.js';
import { statusOf } from './family-status.js';
import { FROM_LIST, talliesOf, type Tally } from './tallies.js';

const FIRST = '2026-11-01';
const HORIZON = 8;
const STATES = ['submitted', 'waiting_list', 'placed', 'partly_placed', 'refused', 'withdrawn', 'lapsed', 'ended'];
const instantOf = (hour: number): string => new Date(Date.parse(instantAt(FIRST)) + hour * 3_600_000).toISOString();

/**
 * One family with one to three requests. Each moves at random hours within 120 days, and may be joined or wanted later.
 * The family may move house.
 */
const families = fc
  .record({
    requests: fc.array(
      fc.array(
        fc.record({
          hour: fc.integer({ min: 0, max: 120 * 24 - 1 }),
          to: fc.constantFrom(...STATES),
          action: fc.constantFrom('submit', 'move', 'move', 'join'),
          wanted: fc.option(fc.integer({ min: -60, max: 200 })),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    residence: fc.array(
      fc.record({ day: fc.integer({ min: 0, max: 150 }), commune: fc.constantFrom('71306', '71040', null) }),
      { maxLength: 3 },
    ),
  })
  .map(({ requests, residence }): FamilyHistory => ({
    id: 'f',
    loneParent: true,
    residence: residence.map(({ day, commune }, index) => ({
      from: addDays(FIRST, day),
      commune,
      recorded: instantOf(index),
    })),
    requests: requests.map((moves, index) => ({
      id: `r${index}`,
      birth: null,
      halfDays: null,
      transferFrom: null,
      origin: 'parent',
      repeatKnownAt: null,
      wishes: [],
      solutions: [],
      offers: [],
      moves: moves.map(({ hour, to, action, wanted }) => ({
        at: instantOf(hour),
        recorded: instantOf(hour),
        action,
        to,
        reason: null,
        wantedFrom: wanted === null ? null : addDays(FIRST, wanted),
        family: 'f',
      })),
    })),
  }));

/** The definition in its plainest form: the state of things at the end of the day. */
function statusOnDay({ requests, residence }: FamilyHistory, day: Day): string[] {
  const end = instantAt(addDays(day, 1));
  const standing = requests.flatMap(({ moves }) => {
    const last = moves
      .filter(({ at }) => at < end)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .reduce<(typeof moves)[number] | null>(
        // A second deposit of a request changes nothing of it.
        (latest, move) => (move.action === 'submit' && move.to === latest?.to ? latest : move),
        null,
      );
    return last === null || (last.to === 'withdrawn' && last.action === 'join')
      ? []
      : [{ state: last.to, wantedFrom: last.wantedFrom }];
  });
  if (standing.length === 0) return [];
  const since = residence.filter(({ from }) => from <= day).map(({ from }) => from);
  const held = [...since].sort().at(-1);
  const first = [...residence].sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  const home = held === undefined ? first : residence.findLast(({ from }) => from === held);
  return [`${statusOf(standing, day, HORIZON)} ${home?.commune ?? ''}`];
}

const levelOn = (tallies: readonly Tally[], day: Day): string[] => {
  const sums = new Map<string, number>();
  for (const tally of tallies.filter((tally) => tally.figure === 'status' && tally.day <= day)) {
    const key = `${tally.key} ${tally.members.commune}`;
    sums.set(key, (sums.get(key) ?? 0) + tally.change);
  }
  return [...sums].filter(([, count]) => count !== 0).flatMap(([key, count]) => Array<string>(count).fill(key));
};
const DAYS = Array.from({ length: 340 }, (_, index) => addDays(FIRST, index - 2));
const sumOf = (tallies: readonly Tally[], figure: string, from: Day, to: Day, moved: boolean): number =>
  tallies
    .filter((tally) => tally.figure === figure && tally.day >= from && tally.day <= to && (moved || !tally.moved))
    .reduce((sum, { change }) => sum + change, 0);

describe('what a family adds to the figures', () => {
  it('sums up, on every day, to the definition', () => {
    fc.assert(
      fc.property(families, (family) => {
        const tallies = talliesOf(family, HORIZON);
        for (const day of DAYS) expect(levelOn(tallies, day)).toEqual(statusOnDay(family, day));
      }),
      { numRuns: 60 },
    );
  });

  it('has as many without a solution at the end of a period as at its start, and in, and not out', () => {
    fc.assert(
      fc.property(families, fc.nat(300), fc.nat(60), (family, start, length) => {
        const tallies = talliesOf(family, HORIZON);
        const [from, to] = [addDays(FIRST, start), addDays(FIRST, start + length)];
        const stock = (day: Day): number => levelOn(tallies, day).filter((key) => key.startsWith('without')).length;
        expect(stock(to)).toBe(
          stock(addDays(from, -1)) +
            sumOf(tallies, 'entered', from, to, false) -
            sumOf(tallies, 'left', from, to, false),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in all, by commune, and by every other dimension of the same figure', () => {
    fc.assert(
      fc.property(fc.array(families, { minLength: 1, maxLength: 4 }), (several) => {
        const { months } = changesBetween(
          [],
          several.flatMap((family) => talliesOf(family, HORIZON)),
        );
        for (const { figures, dimension } of FIGURE_TABLES)
          for (const figure of figures) {
            const inAll = (by: string, member?: string): number =>
              months
                .filter(
                  (change) =>
                    change.figure === figure &&
                    change.dimension === by &&
                    change.category !== 'residence' &&
                    (member === undefined || change.member === member),
                )
                .reduce((sum, { change }) => sum + change, 0);
            // Delays since the deposit of a list are in no table but that of origins.
            const apart = dimension === 'origin' && figure.includes('.submitted-');
            const ofLists = apart ? inAll('origin', FROM_LIST) : 0;
            expect([figure, dimension, inAll(dimension) - ofLists]).toEqual([figure, dimension, inAll('all')]);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('is taken out whole when nothing of it holds any more', () => {
    fc.assert(
      fc.property(families, (family) => {
        const tallies = talliesOf(family, HORIZON);
        expect(changesBetween(tallies, tallies)).toEqual({ days: [], months: [], years: [] });
        const put = changesBetween([], tallies).days;
        expect(changesBetween(tallies, []).days).toEqual(put.map((change) => ({ ...change, change: -change.change })));
      }),
      { numRuns: 30 },
    );
  });

  it('counts a month by its days', () => {
    fc.assert(
      fc.property(families, (family) => {
        const { days, months } = changesBetween([], talliesOf(family, HORIZON));
        const total = (changes: readonly { readonly change: number }[]): number =>
          changes.reduce((sum, { change }) => sum + change, 0);
        for (const month of new Set(days.map(({ period }) => period.slice(0, 7))))
          expect(total(months.filter(({ period }) => period === month))).toBe(
            total(days.filter(({ period }) => period.startsWith(month))),
          );
      }),
      { numRuns: 30 },
    );
  });
});

describe('what a list dates', () => {
  it.each([
    ['stage.submitted-in_triage', 'import', ['origin']],
    ['stage.submitted-in_triage', 'parent', ['all', 'commune', 'origin']],
    ['stage.submitted-answered', 'import', ['origin']],
    ['active.submitted-answered', 'import', []],
    ['active.submitted-answered', 'counter', ['all']],
    // From when it was taken up, its delays began here.
    ['stage.in_triage-oriented', 'import', ['all', 'commune', 'origin']],
  ] as const)('%s of a request by %s counts in %j', (figure, origin, dimensions) =>
    expect(cellsOf({ figure, key: '3', members: { origin, commune: '71306' } }).map((cell) => cell.dimension)).toEqual(
      dimensions,
    ),
  );
});

describe('the tables that exist', () => {
  it('are thirty-nine, each with an id of its own; open data have thirty of them', () => {
    expect(FIGURE_TABLES).toHaveLength(39);
    expect(new Set(FIGURE_TABLES.map(({ id }) => id)).size).toBe(39);
    expect(FIGURE_TABLES.filter(({ published }) => published)).toHaveLength(30);
  });
});
