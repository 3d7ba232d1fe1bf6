import { FEWEST_SHOWN } from '../../kernel/small-counts.js';
import type { FigureRow } from '../../reporting/index.js';
import type { Cell, CellSystem, Relation } from './cells.js';

/** A table as it is read: its rows are there only when something was counted. */
export interface ReadTable {
  readonly id: string;
  readonly counts: string;
  readonly dimension: string;
  readonly rows: readonly FigureRow[];
}

/** What tables have whatever was counted. */
export interface FixedNames {
  /** INSEE codes of the territory. */
  readonly communes: readonly string[];
  readonly ages: readonly string[];
  /** Columns by what is counted. A table that is not named has those that are counted often enough, and the others. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
}

/** The table that a publication is made of: every row and column it always has, and what it has besides. */
export interface CountTable {
  readonly id: string;
  readonly counts: string;
  readonly dimension: string;
  readonly members: readonly string[];
  readonly categories: readonly string[];
  /** By member, then by category. */
  readonly counted: readonly (readonly number[])[];
}

/** A count of a publication. Which ones are small is never published: it says from what a next publication keeps it. */
export type PublishedCell = number | 'small' | 'secondary';

export interface PublishedTable extends Omit<CountTable, 'counted'> {
  readonly cells: readonly (readonly PublishedCell[])[];
}

/** What is too rare in the whole territory to be named: which ones they are tells nothing then. */
export const OTHER = '*';
/**
 * A family that moves house inside the territory enters and leaves by commune only. Nothing is published of it there; in the
 * territory, who came to be without a solution on the day on which it moved is among the others.
 */
const MOVED = 'residence';
const FLOWS: readonly string[] = ['entered', 'left'];

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Those that are counted often enough to be named, then the rest together. @param counted by name */
function namedAndOther(counted: Readonly<Record<string, number>>): string[] {
  const named = Object.keys(counted).filter((name) => name !== OTHER && counted[name]! >= FEWEST_SHOWN);
  return [...named.sort(), OTHER];
}

function categoriesOf(counts: string, whole: readonly FigureRow[], { categories }: FixedNames): readonly string[] {
  if (categories[counts]) return categories[counts];
  const { [MOVED]: _moved, ...counted } = whole[0]?.counts ?? {};
  return namedAndOther(counted);
}

function membersOf({ dimension, rows }: ReadTable, { communes, ages }: FixedNames): readonly string[] {
  if (dimension === 'all') return [''];
  if (dimension === 'commune') return [...communes, ''];
  if (dimension === 'loneParent') return ['yes', 'no', ''];
  if (dimension === 'age') return [...ages, ''];
  return namedAndOther(Object.fromEntries(rows.map(({ member, counts }) => [member, sumOf(Object.values(counts))])));
}

/** The place of a name among those of a table: its own, or that of all the others. -1 when it has neither. */
const placeAmong = (names: readonly string[], name: string): number =>
  names.includes(name) ? names.indexOf(name) : names.indexOf(OTHER);

/** Tables with each row and column that they have whatever was counted. */
export function countTables(tables: readonly ReadTable[], names: FixedNames): CountTable[] {
  return tables.map((table) => {
    const whole = tables.find(({ counts, dimension }) => counts === table.counts && dimension === 'all')!;
    const categories = categoriesOf(table.counts, whole.rows, names);
    const members = membersOf(table, names);
    const counted = members.map(() => categories.map(() => 0));
    for (const { member, counts } of table.rows) {
      const place = placeAmong(members, member);
      // What has no row of its own lives outside the territory, or is not known.
      const row = counted[place === -1 ? members.indexOf('') : place]!;
      for (const [category, count] of Object.entries(counts)) {
        if (category === MOVED && table.dimension === 'commune') continue;
        const column = placeAmong(categories, category);
        if (column === -1) throw new Error(`The table ${table.id} has no column ${category}`);
        row[column]! += count;
      }
    }
    return { id: table.id, counts: table.counts, dimension: table.dimension, members, categories, counted };
  });
}

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
 * without a solution between them: where it is shown, nothing before it says more than it does.
 */
export function tiedTo(earlier: EarlierTables): EarlierTables {
  const told = earlier.findIndex((tables) => {
    const status = tables.find(({ id }) => id === 'status');
    return status === undefined || typeof status.cells[0]![status.categories.indexOf('without')] === 'number';
  });
  return told === -1 ? earlier : earlier.slice(0, told + 1);
}

/**
 * Everything that a reader knows of a publication and of those before it: their counts and how these add up. Parts
 * add up to their whole; families without a solution have one cause each; offers that were declined have one reason
 * each; those of a quarter are those of the day before it, more who came, less who left.
 */
export function systemOf(tables: readonly CountTable[], earlier: EarlierTables): CellSystem {
  const places = new Places();
  for (const { id, members, categories, counted } of tables)
    members.forEach((member, row) =>
      categories.forEach((category, column) =>
        places.add(NOW, { table: id, member, category, count: counted[row]![column]!, published: null }),
      ),
    );
  earlier.forEach((published, index) => addPublished(places, index + 1, published));
  const periods: readonly (readonly Shape[])[] = [tables, ...earlier];
  return {
    cells: places.cells,
    relations: periods.flatMap((shapes, period) => [
      ...relationsOf(shapes, (table, member, category) => places.of(period, table, member, category)),
      ...sinceThen(places, shapes, period, periods[period + 1]),
    ]),
  };
}

/** The period that is being published; those before it are counted from it. */
const NOW = 0;

function addPublished(places: Places, period: number, tables: readonly PublishedTable[]): void {
  for (const { id, members, categories, cells } of tables)
    members.forEach((member, row) =>
      categories.forEach((category, column) => {
        const cell = cells[row]![column]!;
        places.add(period, {
          table: id,
          member,
          category,
          count: typeof cell === 'number' ? cell : cell === 'small' ? 0 : FEWEST_SHOWN,
          published: typeof cell === 'number' ? 'shown' : 'hidden',
        });
      }),
    );
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
      { left: rowOf(own, member), right: [place(whole.id, member, 'without')], kind: 'atMost' },
    ]),
    ...beside('refused', 'because', (own, member, whole) => [
      { left: [place(whole.id, member, 'refusedOffer')], right: rowOf(own, member), kind: 'atMost' },
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
  if (!before?.some(({ id }) => id === 'status') || row('entered').length === 0) return [];
  return [
    {
      left: [places.of(period + 1, 'status', '', 'without'), ...row('entered')],
      right: [places.of(period, 'status', '', 'without'), ...row('left')],
      kind: 'equal',
    },
  ];
}

/** @param hidden places in the system of these tables: its first cells are theirs, in their order */
export function publishedTables(tables: readonly CountTable[], hidden: ReadonlySet<number>): PublishedTable[] {
  let place = -1;
  return tables.map(({ counted, ...shape }) => ({
    ...shape,
    cells: counted.map((row) =>
      row.map((count): PublishedCell => {
        place += 1;
        return hidden.has(place) ? (count < FEWEST_SHOWN ? 'small' : 'secondary') : count;
      }),
    ),
  }));
}

/** Median and ninth decile of one stage, in whole days. How many delays they are of is not published. */
export interface PublishedDelays {
  readonly table: string;
  readonly member: string;
  readonly stage: string;
  readonly median: number;
  readonly p90: number;
}

/** A median of fewer delays would tell those of a few families. */
export const FEWEST_DELAYS = 10;

export const publishedDelays = (tables: readonly ReadTable[]): PublishedDelays[] =>
  tables.flatMap(({ id, rows }) =>
    rows.flatMap(({ member, delays }) =>
      Object.entries(delays).flatMap(([stage, { n, median, p90 }]) =>
        n < FEWEST_DELAYS || median === null || p90 === null ? [] : [{ table: id, member, stage, median, p90 }],
      ),
    ),
  );
