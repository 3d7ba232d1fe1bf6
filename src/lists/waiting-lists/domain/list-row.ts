/** One line of a waiting list, cut into cells and not interpreted yet. */
export interface ListRow {
  /** Physical line in the file, 1 for the first; the first of them when the row runs over several. */
  readonly line: number;
  /** Header → trimmed cell. */
  readonly cells: Readonly<Record<string, string>>;
  /** The line as it was written. */
  readonly raw: string;
  readonly blank: boolean;
  /** True when cells that were empty are those of the line above (same-family.ts). */
  readonly aboveFilled?: boolean;
  /** True when its commune is the one that stands above it (commune-above.ts). */
  readonly communeAbove?: boolean;
  /** True when it only says the commune of the rows under it. */
  readonly isTitle?: boolean;
  /** Why the cells may stand under the wrong headers; null when they do not. */
  readonly reason: 'too_few_cells' | 'too_many_cells' | null;
}
