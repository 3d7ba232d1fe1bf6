import { FEWEST_SHOWN } from './small-counts.js';

/** A table of counts with its sums. Null means that the count is not shown. */
export interface ShownTable {
  readonly cells: readonly (readonly (number | null)[])[];
  /** Sum of each row. */
  readonly rows: readonly (number | null)[];
  /** Sum of each column. */
  readonly columns: readonly (number | null)[];
  readonly total: number | null;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/**
 * What may be shown of a table with the sums of its rows and columns: no count under five, and no other count from
 * which one under five can be computed. In each row and column the last place is the sum of the others. The shown
 * places of a line therefore give the sum of its hidden ones, and only their shares stay unknown.
 */
class Table {
  private readonly hidden: boolean[][];

  constructor(
    /** The table with the sums added as a last column and a last row. */
    private readonly whole: readonly (readonly number[])[],
  ) {
    this.hidden = whole.map((row) => row.map((count) => count < FEWEST_SHOWN));
    while (this.hideMore());
  }

  shown({ row, column }: Place): number | null {
    return this.hidden[row]![column] ? null : this.whole[row]![column]!;
  }

  /**
   * Hides one more count where the table reveals a hidden one. Its position alone decides which count is next, never
   * its size: a reader who knows this rule then learns nothing from the choice. @returns whether a count was hidden
   */
  private hideMore(): boolean {
    const told = this.lines().find((line) => this.tells(line)) ?? this.toldByAll();
    if (!told) return false;
    // The sum is hidden last, because it is what most people look for.
    const counts = told.slice(0, -1);
    const last = counts.findLastIndex((place) => this.isHidden(place));
    const next = [...counts.slice(last + 1), ...counts.slice(0, last + 1), told.at(-1)!].find(
      (place) => !this.isHidden(place),
    );
    if (!next) return false;
    this.hidden[next.row]![next.column] = true;
    return true;
  }

  private isHidden = ({ row, column }: Place): boolean => this.hidden[row]![column]!;

  /** Rows, then columns, each with its sum last. */
  private lines(): Place[][] {
    const [rows, columns] = [range(this.whole.length), range(this.whole[0]!.length)];
    return [
      ...rows.map((row) => columns.map((column) => ({ row, column }))),
      ...columns.map((column) => rows.map((row) => ({ row, column }))),
    ];
  }

  /**
   * Whether the shown places of a line reveal a hidden one. They do when one count alone is hidden, when the hidden
   * counts have too small a sum to show, or when that sum is reached only if every small count is at its largest.
   */
  private tells(line: readonly Place[]): boolean {
    const hidden = line.filter(this.isHidden);
    if (hidden.length === 0 || hidden.length === line.length) return false;
    if (hidden.length === 1) return true;
    if (this.isHidden(line.at(-1)!)) return false;
    const sum = sumOf(hidden.map(({ row, column }) => this.whole[row]![column]!));
    return sum < FEWEST_SHOWN || sum === hidden.length * (FEWEST_SHOWN - 1);
  }

  /** A row with a hidden count that no single line reveals, but that all the sums together do. */
  private toldByAll(): Place[] | undefined {
    const rows = this.lines().slice(0, this.whole.length);
    return rows.find(
      (line) => !line.every(this.isHidden) && line.some((place) => this.isHidden(place) && !this.mayDiffer(place)),
    );
  }

  /**
   * Whether this hidden count could be one more or one less without changing anything that is shown. It can when a
   * closed circle of hidden counts leads through it, whose counts go up and down by one in turn, and none of them
   * below zero.
   */
  private mayDiffer(place: Place): boolean {
    return this.leads(place, 'column', 'row') || this.leads(place, 'row', 'column');
  }

  private leads(place: Place, from: keyof Place, to: keyof Place): boolean {
    // This place closes the circle, so it is taken in the opposite direction: from its `to` to its `from`.
    if (!this.mayGo(place, to === 'row')) return false;
    const other = { row: 'column', column: 'row' } as const;
    const seen = new Set([`${from} ${place[from]}`]);
    for (const at of seen) {
      const [kind, index] = at.split(' ') as [keyof Place, string];
      for (const near of range(kind === 'row' ? this.whole[0]!.length : this.whole.length)) {
        const step = kind === 'row' ? { row: Number(index), column: near } : { row: near, column: Number(index) };
        const isItself = step.row === place.row && step.column === place.column;
        if (!isItself && this.isHidden(step) && this.mayGo(step, kind === 'row')) seen.add(`${other[kind]} ${near}`);
      }
    }
    return seen.has(`${to} ${place[to]}`);
  }

  /**
   * Whether the count at this place can take its step without going below zero. Sums go down in the steps in which
   * counts go up.
   */
  private mayGo({ row, column }: Place, fromRow: boolean): boolean {
    const isSum = (row === this.whole.length - 1) !== (column === this.whole[0]!.length - 1);
    return fromRow !== isSum || this.whole[row]![column]! > 0;
  }
}

/**
 * @param cells rows of counts, all of the same length. Their order must not depend on the counts: it decides which are
 * hidden.
 */
export function shownTable(cells: readonly (readonly number[])[]): ShownTable {
  const width = cells[0]?.length ?? 0;
  const withSums = [...cells, range(width).map((column) => sumOf(cells.map((row) => row[column]!)))].map((row) => [
    ...row,
    sumOf(row),
  ]);
  const table = new Table(withSums);
  const [height, shown] = [cells.length, (row: number, column: number) => table.shown({ row, column })];
  return {
    cells: range(height).map((row) => range(width).map((column) => shown(row, column))),
    rows: range(height).map((row) => shown(row, width)),
    columns: range(width).map((column) => shown(height, column)),
    total: shown(height, width),
  };
}
