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

/** The end of a hidden count in the net that rows and columns make: the one or the other, and which. */
interface Line {
  readonly kind: keyof Place;
  readonly index: number;
}

/** A place on the way along a circle, and whether its count goes up or down by one there. */
interface Step extends Place {
  readonly by: 1 | -1;
}

const OTHER_KIND = { row: 'column', column: 'row' } as const;

/**
 * What may be shown of a table with the sums of its rows and columns: no count under five, and no other count from
 * which one under five can be computed. In each row and column the last place is the sum of the others. The shown
 * places of a line therefore give the sum of its hidden ones, and only their shares stay unknown.
 */
class Table {
  private readonly hidden: boolean[][];
  /** Hidden places that leave a reader uncertain. Hiding more only leaves him more so. */
  private readonly kept = new Set<string>();

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
    const told = this.lines().find((line) => this.tells(line));
    const next = told ? this.firstShown([told]) : this.besideTold();
    if (!next) return false;
    this.hidden[next.row]![next.column] = true;
    return true;
  }

  /** The first shown place of these lines, from behind the last hidden one on. The sum is what most people look for: last. */
  private firstShown(lines: readonly Place[][]): Place | undefined {
    for (const line of lines) {
      const counts = line.slice(0, -1);
      const last = counts.findLastIndex((place) => this.isHidden(place));
      const next = [...counts.slice(last + 1), ...counts.slice(0, last + 1), line.at(-1)!].find(
        (place) => !this.isHidden(place),
      );
      if (next) return next;
    }
    return undefined;
  }

  private isHidden = ({ row, column }: Place): boolean => this.hidden[row]![column]!;

  /** Rows, then columns, each with its sum last. */
  private lines(): Place[][] {
    return [
      ...range(this.whole.length).map((index) => this.placesOf({ kind: 'row', index })),
      ...range(this.whole[0]!.length).map((index) => this.placesOf({ kind: 'column', index })),
    ];
  }

  private placesOf({ kind, index }: Line): Place[] {
    return kind === 'row'
      ? range(this.whole[0]!.length).map((column) => ({ row: index, column }))
      : range(this.whole.length).map((row) => ({ row, column: index }));
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

  /** A shown place near a hidden one that all the sums together narrow down, although no single line reveals it. */
  private besideTold(): Place | undefined {
    for (const place of this.lines().slice(0, this.whole.length).flat()) {
      const name = `${place.row} ${place.column}`;
      if (!this.isHidden(place) || this.kept.has(name)) continue;
      const next = this.isOpen(place) ? undefined : this.nearestShown(place);
      if (next) return next;
      // Where all that is near is hidden, no sum is left that could narrow it down.
      this.kept.add(name);
    }
    return undefined;
  }

  /** In the lines of this place, else in those that cross them in a hidden place, and so on. */
  private nearestShown({ row, column }: Place): Place | undefined {
    const lines: Line[] = [
      { kind: 'row', index: row },
      { kind: 'column', index: column },
    ];
    for (const line of lines) {
      const places = this.placesOf(line);
      const next = this.firstShown([places]);
      if (next) return next;
      const crossing = OTHER_KIND[line.kind];
      for (const place of places)
        if (!lines.some(({ kind, index }) => kind === crossing && index === place[crossing]))
          lines.push({ kind: crossing, index: place[crossing] });
    }
    return undefined;
  }

  /**
   * Whether a reader of all the rest is left as uncertain as the count being hidden says: a small count may still be
   * anything that is small, and one that is hidden for the sake of others may be as many numbers.
   */
  private isOpen(place: Place): boolean {
    const [count, room] = [this.whole[place.row]![place.column]!, FEWEST_SHOWN - 1];
    if (count < FEWEST_SHOWN)
      return this.countSteps(place, -1, count) === count && this.countSteps(place, 1, room - count) === room - count;
    const up = this.countSteps(place, 1, room);
    return up === room || up + this.countSteps(place, -1, room - up) === room;
  }

  /**
   * By how much this hidden count could be more (or less) with everything shown as it is. Rows and columns are the
   * nodes of a net, hidden counts its edges. One more here needs a closed circle of hidden counts that go up and down
   * by one in turn, none of them below zero: as many circles as can be found one after the other are the greatest flow
   * (Ford and Fulkerson, Maximal flow through a network, 1956). @param most how many are looked for
   */
  private countSteps(place: Place, by: 1 | -1, most: number): number {
    const counts = this.whole.map((row) => [...row]);
    let steps = 0;
    while (steps < most && this.goRound(counts, place, by)) steps += 1;
    return steps;
  }

  /** Takes one circle and changes the counts along it. @returns whether there is one */
  private goRound(counts: number[][], place: Place, by: 1 | -1): boolean {
    const kind: keyof Place = (this.leadsUpFrom(place) === 'row') === (by === 1) ? 'row' : 'column';
    const end: Line = { kind: OTHER_KIND[kind], index: place[OTHER_KIND[kind]] };
    const steps = this.stepsBack(counts, place, end, { kind, index: place[kind] });
    if (!steps) return false;
    for (const step of [{ ...place, by }, ...steps]) counts[step.row]![step.column]! += step.by;
    return true;
  }

  /** The shortest way back from the end of a place to its beginning, through other hidden places; null where there is none. */
  private stepsBack(counts: readonly (readonly number[])[], place: Place, end: Line, begin: Line): Step[] | null {
    const cameBy: Record<keyof Place, (Step | undefined)[]> = { row: [], column: [] };
    const reached: Line[] = [end];
    for (const line of reached) {
      const other = OTHER_KIND[line.kind];
      const length = other === 'row' ? this.whole.length : this.whole[0]!.length;
      for (let index = 0; index < length; index += 1) {
        const [row, column] = other === 'row' ? [index, line.index] : [line.index, index];
        if (!this.hidden[row]![column] || cameBy[other][index]) continue;
        if ((row === place.row && column === place.column) || (other === end.kind && index === end.index)) continue;
        const by = this.leadsUpFrom({ row, column }) === line.kind ? 1 : -1;
        if (by < 0 && counts[row]![column] === 0) continue;
        cameBy[other][index] = { row, column, by };
        if (other === begin.kind && index === begin.index) return stepsTo(cameBy, begin, end);
        reached.push({ kind: other, index });
      }
    }
    return null;
  }

  /** From which of its ends a count goes up along a circle: from its row, or from its column when it is a sum. */
  private leadsUpFrom({ row, column }: Place): keyof Place {
    return (row === this.whole.length - 1) !== (column === this.whole[0]!.length - 1) ? 'column' : 'row';
  }
}

function stepsTo(cameBy: Readonly<Record<keyof Place, (Step | undefined)[]>>, begin: Line, end: Line): Step[] {
  const steps: Step[] = [];
  for (let { kind, index } = begin; kind !== end.kind || index !== end.index;) {
    const step = cameBy[kind][index]!;
    steps.push(step);
    kind = OTHER_KIND[kind];
    index = step[kind];
  }
  return steps;
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
