import { FEWEST_SHOWN, OTHER } from '../../../foundation/kernel/small-counts.js';
import { type FamilyStatus, type PublishedCounts, type PublishedStock } from '../../reporting/index.js';
import type { Cell, CellSystem, Relation } from './cells.js';
import {
  NONE_REFUSED,
  placeAmong,
  sumOfTable,
  type CountTable,
  type PublishedCell,
  type PublishedTable,
} from './period-tables.js';

/** What is told of a period whichever document is made of it: all of them tell it alike (decision 0136). */
export interface GivenCounts {
  /** Families by status when it ends. */
  readonly evening: PublishedStock;
  /** Families without a solution in the evening before it; null where that is not kept. */
  readonly before: { readonly count: number; readonly isTold: boolean } | null;
}

/** Flows of families that move house are told in no commune: its column of others may stay below that of the whole. */
const FLOWS: readonly string[] = ['entered', 'left'];
const WITHOUT = 'without';
/** The column of a sum. */
const SUM = '+';
/** The evening before the period, as a table. */
const BEFORE = 'before';

/** Reads the places of cells by their names, in one list of all tables. */
class Places {
  readonly cells: Cell[] = [];
  private readonly places = new Map<string, number>();

  add(period: number, cell: Cell): void {
    this.places.set(JSON.stringify([period, cell.table, cell.member, cell.category]), this.cells.length);
    this.cells.push(cell);
  }

  of = (period: number, table: string, member: string, category: string): number =>
    this.places.get(JSON.stringify([period, table, member, category]))!;
}

/** The tables of the quarters before, the latest first, each of which ends on the day before the next begins. */
export type EarlierTables = readonly (readonly PublishedTable[])[];

/**
 * Those of them that can tell something of a quarter that follows. Two quarters are tied by one count, the families
 * without a solution between them: where it is told, nothing before it says more than it does.
 */
export function tiedTo(earlier: EarlierTables, { before }: Pick<GivenCounts, 'before'>): EarlierTables {
  if (before?.isTold) return [];
  const told = earlier.findIndex((tables) => {
    const status = tables.find(({ id }) => id === 'status');
    return status === undefined || typeof status.cells[0]![status.categories.indexOf('without')] === 'number';
  });
  return told === -1 ? earlier : earlier.slice(0, told + 1);
}

/** The period that is being told; those before it are counted from it. */
const NOW = 0;

/**
 * Everything that a reader knows of a period and of those before it: their counts and how these add up. Parts add up
 * to their whole; families without a solution have one cause each; offers that were declined have one reason each;
 * families of an evening are those of the evening before, more who came, less who left.
 */
export function systemOf(tables: readonly CountTable[], given: GivenCounts, earlier: EarlierTables): CellSystem {
  const places = new Places();
  for (const table of tables) addCounted(places, table, given);
  const { before } = given;
  if (before)
    places.add(NOW, {
      table: BEFORE,
      member: '',
      category: WITHOUT,
      count: before.count,
      published: before.isTold ? 'shown' : 'hidden',
    });
  earlier.forEach((published, index) => addPublished(places, index + 1, published));
  const periods: readonly (readonly Shape[])[] = [tables, ...earlier];
  const withSum = [tables.filter((table) => sumOfTable(table) !== null), ...earlier.map((all) => all.filter(hasSum))];
  return {
    cells: places.cells,
    relations: periods.flatMap((shapes, period) => [
      ...relationsOf(shapes, (table, member, category) => places.of(period, table, member, category)),
      ...withSum[period]!.map(({ id, categories }): Relation => ({
        left: categories.map((category) => places.of(period, id, '', category)),
        right: [places.of(period, id, '', SUM)],
        kind: 'equal',
      })),
      ...sinceThen(places, shapes, period, periods[period + 1]),
    ]),
  };
}

const hasSum = ({ sum }: PublishedTable): boolean => sum !== undefined;

function addCounted(places: Places, table: CountTable, given: GivenCounts): void {
  const { id, members, categories, counted } = table;
  members.forEach((member, row) =>
    categories.forEach((category, column) => {
      const isTold = toldBefore(given, table, member, category);
      const published = isTold === null ? null : isTold ? 'shown' : 'hidden';
      places.add(NOW, { table: id, member, category, count: counted[row]![column]!, published });
    }),
  );
  const sum = sumOfTable(table);
  if (sum !== null) places.add(NOW, { table: id, member: '', category: SUM, count: sum, published: null });
}

/** Whether a count is told whatever this document decides; null where it decides. */
function toldBefore(
  { evening }: GivenCounts,
  { id, members, counted }: CountTable,
  member: string,
  category: string,
): boolean | null {
  if (id === 'received') return counted[0]![0]! >= FEWEST_SHOWN;
  if (id === 'status') return evening.total[category as FamilyStatus] !== null;
  if (id !== 'status-by-commune') return null;
  return rowsOf(evening, members, member).every((counts) => counts[category as FamilyStatus] !== null);
}

/** What has no row of its own lives outside the territory. */
const rowsOf = (evening: PublishedStock, members: readonly string[], member: string): PublishedCounts[] =>
  evening.communes.flatMap(({ communeCode, counts }) =>
    (communeCode !== null && members.includes(communeCode) ? communeCode : '') === member ? [counts] : [],
  );

function addPublished(places: Places, period: number, tables: readonly PublishedTable[]): void {
  const add = (table: string, member: string, category: string, cell: PublishedCell): void =>
    places.add(period, {
      table,
      member,
      category,
      count: typeof cell === 'number' ? cell : cell === 'small' ? 0 : FEWEST_SHOWN,
      published: typeof cell === 'number' ? 'shown' : 'hidden',
    });
  for (const { id, members, categories, cells, sum } of tables) {
    members.forEach((member, row) =>
      categories.forEach((category, column) => add(id, member, category, cells[row]![column]!)),
    );
    if (sum !== undefined) add(id, '', SUM, sum);
  }
}

type Shape = Pick<CountTable, 'id' | 'counts' | 'dimension' | 'members' | 'categories'>;
type PlaceOf = (table: string, member: string, category: string) => number;

function relationsOf(tables: readonly Shape[], place: PlaceOf): Relation[] {
  const named = new Map(tables.map((table) => [table.id, table]));
  const rowOf = ({ id, categories }: Shape, member: string): number[] =>
    categories.map((category) => place(id, member, category));
  const parts = tables.flatMap((table): Relation[] => {
    const whole = table.dimension === 'all' ? undefined : named.get(table.counts);
    if (!whole) return [];
    return table.categories.map((category) => ({
      left: table.members.map((member) => place(table.id, member, category)),
      right: [place(whole.id, '', category)],
      kind: category === OTHER && FLOWS.includes(table.counts) ? 'atMost' : 'equal',
    }));
  });
  /** Each row of a table beside that row of another. */
  const beside = (one: string, other: string, relate: (own: Shape, member: string, whole: Shape) => Relation[]) =>
    ['', '-by-commune', '-by-loneParent', '-by-provider'].flatMap((suffix) => {
      const [own, whole] = [named.get(`${one}${suffix}`), named.get(`${other}${suffix}`)];
      return own && whole ? own.members.flatMap((member) => relate(own, member, whole)) : [];
    });
  return [
    ...parts,
    ...beside('because', 'status', (own, member, whole) => [
      { left: rowOf(own, member), right: [place(whole.id, member, 'without')], kind: 'equal' },
    ]),
    ...beside('refused', 'status', (own, member, whole) => [
      {
        left: rowOf(own, member),
        right: [place(whole.id, member, 'without')],
        // Publications of before did not count those who refused none.
        kind: own.categories.includes(NONE_REFUSED) ? 'equal' : 'atMost',
      },
    ]),
    ...beside('refused', 'because', (own, member, whole) => [
      {
        left: [place(whole.id, member, 'refusedOffer')],
        right: own.categories.flatMap((kind) => (kind === NONE_REFUSED ? [] : [place(own.id, member, kind)])),
        kind: 'atMost',
      },
    ]),
    ...beside('declined', 'offers', (own, member, whole) => {
      const rows = whole.members.filter((one) => own.members[placeAmong(own.members, one)] === member);
      return [{ left: rowOf(own, member), right: rows.map((one) => place(whole.id, one, 'declined')), kind: 'equal' }];
    }),
    ...beside('mode', 'wish', (own, member, whole) => [
      { left: rowOf(own, member), right: rowOf(whole, member), kind: 'atMost' },
    ]),
  ];
}

/** Families without a solution: those of before and those who came are those of now and those who left. */
function sinceThen(
  places: Places,
  tables: readonly Shape[],
  period: number,
  before: readonly Shape[] | undefined,
): Relation[] {
  const row = (id: string): number[] => {
    const table = tables.find((one) => one.id === id);
    return table ? table.categories.map((category) => places.of(period, id, '', category)) : [];
  };
  const given = period === NOW ? places.of(NOW, BEFORE, '', WITHOUT) : undefined;
  const kept = before?.some(({ id }) => id === 'status') ? places.of(period + 1, 'status', '', WITHOUT) : undefined;
  const evening = given ?? kept;
  if (evening === undefined || row('entered').length === 0) return [];
  return [
    {
      left: [evening, ...row('entered')],
      right: [places.of(period, 'status', '', WITHOUT), ...row('left')],
      kind: 'equal',
    },
    // The evening before, and the last one of the quarter before: they are the same.
    ...(given !== undefined && kept !== undefined ? [{ left: [given], right: [kept], kind: 'equal' } as const] : []),
  ];
}
