/** A count of a publication: how many of one category, in one row of one table. */
export interface Cell {
  readonly table: string;
  /** The commune, the age… `''` in a table of one row, and for what is not known or outside the territory. */
  readonly member: string;
  readonly category: string;
  readonly count: number;
  /** What was already published of it: it stays as it is. Null for a cell of the publication that is being made. */
  readonly published: 'shown' | 'hidden' | null;
}

/** Cells by their place in the list. What a reader knows: both sides come to the same, or the first is never more. */
export interface Relation {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly kind: 'equal' | 'atMost';
}

/** All that a reader can put together: the cells of a publication and of those before it, and how they add up. */
export interface CellSystem {
  readonly cells: readonly Cell[];
  readonly relations: readonly Relation[];
}

/** The least and the most that a hidden count can be, for who reads everything else. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Cells that are not shown, and what a reader can find out about them. */
export interface HiddenCells {
  boundsOf(cell: number): Bounds;
  /** The cell is not shown from now on. */
  hide(cell: number): void;
  /** It is shown again. */
  show(cell: number): void;
  close(): void;
}
