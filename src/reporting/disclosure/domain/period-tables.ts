import { FEWEST_SHOWN, OTHER } from '../../../foundation/kernel/small-counts.js';
import type { FigureRow } from '../../reporting/index.js';

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
  /** Of a table of one row: the sum of its columns. Absent where another table has it, and in what was made earlier. */
  readonly sum?: PublishedCell;
}

/**
 * A family that moves house inside the territory enters and leaves by commune only. Nothing is published of it there; in the
 * territory, who came to be without a solution on the day on which it moved is among the others.
 */
const MOVED = 'residence';
/** Families without a solution who refused no offer: those who did are told beside them, so that they are a count too. */
export const NONE_REFUSED = 'none';
/** Tables whose sum stands in no other. */
const WITH_SUM: readonly string[] = ['entered', 'left', 'wish', 'offers'];

/** The sum of a table of one row; null of one whose sum another table has. */
export const sumOfTable = ({ id, counted }: CountTable): number | null =>
  WITH_SUM.includes(id) ? sumOf(counted[0]!) : null;

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
export const placeAmong = (names: readonly string[], name: string): number =>
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
    if (table.counts === 'refused') countNone(tables, table, { members, categories, counted });
    return { id: table.id, counts: table.counts, dimension: table.dimension, members, categories, counted };
  });
}

/** Fills the column of those who refused no offer, row by row. */
function countNone(
  tables: readonly ReadTable[],
  { dimension }: ReadTable,
  { members, categories, counted }: { members: readonly string[]; categories: readonly string[]; counted: number[][] },
): void {
  const column = categories.indexOf(NONE_REFUSED);
  const status = tables.find((table) => table.counts === 'status' && table.dimension === dimension);
  if (column === -1 || !status) return;
  for (const { member, counts } of status.rows)
    counted[members.includes(member) ? members.indexOf(member) : members.indexOf('')]![column]! +=
      counts['without'] ?? 0;
  for (const row of counted) row[column]! -= sumOf(row) - row[column]!;
}

/** @param hidden places in the system of these tables: its first cells are theirs, each table with its sum behind it */
export function publishedTables(tables: readonly CountTable[], hidden: ReadonlySet<number>): PublishedTable[] {
  let place = -1;
  const published = (count: number): PublishedCell => {
    place += 1;
    return hidden.has(place) ? (count < FEWEST_SHOWN ? 'small' : 'secondary') : count;
  };
  return tables.map((table) => {
    const { counted, ...shape } = table;
    const cells = counted.map((row) => row.map(published));
    const sum = sumOfTable(table);
    return { ...shape, cells, ...(sum === null ? {} : { sum: published(sum) }) };
  });
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
