import { describe, expect, it } from '../../../test/support/runner.js';
import { FEWEST_SHOWN } from '../../foundation/kernel/small-counts.js';
import { Chance } from '../../../test/support/population/chance.js';
import { CellBounds, loadSolver } from './cell-bounds.js';
import type { CellSystem } from './domain/cells.js';
import { hideCells, isKept } from './domain/hidden-cells.js';
import { systemOf, tiedTo, type EarlierTables, type GivenCounts } from './domain/cell-system.js';
import { countTables, publishedTables, type ReadTable } from './domain/period-tables.js';
import { FAMILY_STATUSES, publishedStock, stockFrom, type FigureRow } from '../reporting/index.js';

const solver = await loadSolver();
const bounding = (system: CellSystem, hidden: ReadonlySet<number>): CellBounds =>
  new CellBounds(solver, system, hidden);

/** One table of three communes and its whole. */
const threeCommunes = (...counts: number[]): CellSystem => ({
  cells: [
    ...counts.map((count, index) => ({
      table: 'received-by-commune',
      member: String(index),
      category: '',
      count,
      published: null,
    })),
    { table: 'received', member: '', category: '', count: counts.reduce((a, b) => a + b, 0), published: null },
  ],
  relations: [{ left: counts.map((_, index) => index), right: [counts.length], kind: 'equal' }],
});

/** The hidden cells that the rest tells, as a sentence each. */
function toldCells(system: CellSystem, hidden: ReadonlySet<number>): string[] {
  const bounds = new CellBounds(solver, system, hidden);
  const told = [...hidden].flatMap((place) => {
    const { table, member, category, count } = system.cells[place]!;
    const found = bounds.boundsOf(place);
    return isKept(count, found)
      ? []
      : [`${table} ${member} ${category}: ${count} is within ${found.least} to ${found.most}`];
  });
  bounds.close();
  return told;
}

describe('counts that a publication does not show', () => {
  it.each([
    [[12, 20, 8], []],
    [
      [3, 20, 8],
      [0, 2],
    ],
    [
      [0, 0, 30],
      [0, 1, 2],
    ],
    [
      [1, 2, 40],
      [0, 1, 2],
    ],
    [
      [1, 1, 1],
      [0, 1, 2, 3],
    ],
    [
      [4, 4, 30, 9],
      [0, 1],
    ],
  ])('of the communes %j and their sum are %j', (counts, places) => {
    const system = threeCommunes(...counts);
    const hidden = hideCells(system, bounding);
    expect([...hidden].sort()).toEqual(places);
    expect(toldCells(system, hidden)).toEqual([]);
  });

  it('are as few as it takes: one that protects a small one alone, although another is smaller and as near', () => {
    const cell = (table: string, category: string, count: number, isGiven = false): CellSystem['cells'][number] => {
      return { table, member: '', category, count, published: isGiven ? 'shown' : null };
    };
    const system: CellSystem = {
      cells: [
        cell('status', 'before', 7, true),
        cell('status', 'without', 18, true),
        cell('entered', 'time', 29),
        cell('entered', '*', 0),
        cell('entered', '+', 29),
        cell('left', 'accept', 12),
        cell('left', '*', 6),
        cell('left', '+', 18),
      ],
      relations: [
        { left: [0, 2, 3], right: [1, 5, 6], kind: 'equal' },
        { left: [2, 3], right: [4], kind: 'equal' },
        { left: [5, 6], right: [7], kind: 'equal' },
      ],
    };
    expect([...hideCells(system, bounding)].sort()).toEqual([2, 3]);
  });

  it('are told by the rest when small ones alone are hidden', () => {
    expect(toldCells(threeCommunes(3, 20, 8), new Set([0]))).toEqual(['received-by-commune 0 : 3 is within 3 to 3']);
  });
});

const COMMUNES = ['71040', '71306', '71499', '71222'];
const REASONS = ['mode', 'days', 'moved', 'found'];
const CATEGORIES = {
  status: FAMILY_STATUSES,
  because: ['desk', 'refusedOffer'],
  refused: ['amongWishes', 'outsideWishes', 'none'],
  received: [''],
  offers: ['accepted', 'declined', 'expired'],
};

/** Tables of made-up families, which add up as those of true ones do. @param without who had none before, by commune */
function madeUp(chance: Chance, without: readonly number[]): { tables: ReadTable[]; without: number[] } {
  const few = (): number => (chance.next() < 0.5 ? chance.below(4) : chance.below(30));
  const rows = (dimension: string, names: readonly string[], counts: Record<string, number>[]) => ({
    dimension,
    rows: names.map((member, index) => ({ member, counts: counts[index]!, delays: {} })),
  });
  const sum = (all: readonly Record<string, number>[]): Record<string, number> => {
    const total: Record<string, number> = {};
    for (const one of all) for (const [key, count] of Object.entries(one)) total[key] = (total[key] ?? 0) + count;
    return total;
  };
  const both = (counts: string, names: readonly string[], all: Record<string, number>[], by = 'commune') => [
    { id: counts, counts, ...rows('all', [''], [sum(all)]) },
    { id: `${counts}-by-${by}`, counts, ...rows(by, names, all) },
  ];
  const entered = COMMUNES.map(() => ({ submit: few(), expire: chance.below(3), residence: chance.below(2) }));
  const left = COMMUNES.map((_, index) => ({ accept: chance.below(without[index]! + 1) }));
  const now = COMMUNES.map(
    (_, index) =>
      without[index]! +
      entered[index]!.submit +
      entered[index]!.expire +
      entered[index]!.residence -
      left[index]!.accept,
  );
  const because = now.map((count) => {
    const desk = chance.below(count + 1);
    return { desk, refusedOffer: count - desk };
  });
  const declined = COMMUNES.map(() => Object.fromEntries(REASONS.map((reason) => [reason, chance.below(4)])));
  const offers = declined.map((reasons) => ({
    declined: Object.values(reasons).reduce((a, b) => a + b, 0),
    accepted: few(),
  }));
  return {
    without: now,
    tables: [
      ...both(
        'status',
        COMMUNES,
        now.map((count) => ({
          ...Object.fromEntries(FAMILY_STATUSES.map((status) => [status, few()])),
          without: count,
        })),
      ),
      ...both('because', COMMUNES, because),
      ...both(
        'refused',
        COMMUNES,
        because.map(({ refusedOffer }) => ({ amongWishes: refusedOffer })),
      ),
      ...both(
        'received',
        COMMUNES,
        COMMUNES.map(() => ({ '': few() })),
      ),
      ...both('entered', COMMUNES, entered),
      ...both('left', COMMUNES, left),
      ...both('offers', COMMUNES, offers, 'provider'),
      ...both('declined', COMMUNES, declined, 'provider'),
    ],
  };
}

const rowsOf = (tables: readonly ReadTable[], id: string): readonly FigureRow[] =>
  tables.find((table) => table.id === id)!.rows;

/** What other documents tell of the same quarter. @param without who had none before, in all */
const givenOf = (tables: readonly ReadTable[], without: number, isTold: boolean): GivenCounts => ({
  evening: publishedStock(stockFrom(rowsOf(tables, 'status-by-commune')), COMMUNES),
  before: { count: without, isTold },
});

const PUBLICATIONS = Number(process.env['PUBLICATIONS'] ?? 6);

describe(`${PUBLICATIONS} publications of made-up families, one after the other`, () => {
  /** Many families, and so few that hardly any of their counts is shown. */
  it.each([
    ['many', [6, 14, 2, 0], COMMUNES.length * 5],
    ['few', [2, 1, 0, 1], 1],
  ])(
    'of %s families show counts of five and more, and no hidden one can be computed from all of them',
    (_, first, most) => {
      const chance = new Chance(7);
      let [without, earlier]: [number[], EarlierTables] = [first, []];
      let isTold = false;
      for (let quarter = 0; quarter < PUBLICATIONS; quarter += 1) {
        const made = madeUp(chance, without);
        const tables = countTables(made.tables, { communes: COMMUNES, ages: [], categories: CATEGORIES });
        const given = givenOf(
          made.tables,
          without.reduce((a, b) => a + b, 0),
          isTold,
        );
        const hidden = hideCells(systemOf(tables, given, tiedTo(earlier, given)), bounding);
        const published = publishedTables(tables, hidden);
        // A reader has all of them, and looks for what any of them hides.
        const whole = systemOf(tables, given, earlier);
        const before = whole.cells.flatMap(({ published }, place) => (published === 'hidden' ? [place] : []));
        const own = [...hidden].filter((place) => whole.cells[place]!.published === null);
        expect(toldCells(whole, new Set([...own, ...before]))).toEqual([]);
        isTold = given.evening.total.without !== null;
        const shown = published.flatMap(({ cells }) => cells.flat()).filter((cell) => typeof cell === 'number');
        expect(Math.min(...shown)).toBeGreaterThanOrEqual(FEWEST_SHOWN);
        // Most of it is still there: hiding everything would keep every secret too.
        expect(shown.length).toBeGreaterThan(most);
        [without, earlier] = [made.without, [published, ...earlier]];
      }
    },
  );
});
