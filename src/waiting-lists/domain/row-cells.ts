import type { Day } from '../../kernel/time.js';
import type { Columns, Field } from './columns.js';
import type { ListedCommune } from './communes.js';
import type { ListRow } from './list-row.js';

/** What a row is read against. */
export interface RowContext {
  /** Communes of the territory. */
  readonly communes: readonly ListedCommune[];
  readonly importedOn: Day;
  /**
   * The establishment whose list this is. Being on its list counts as a wish for it. Absent for a list of no
   * establishment.
   */
  readonly sourceProviderId?: string | null;
}

/** The cell of a field; empty when the file has no such column. */
export type RowCells = (field: Field) => string;

export const cellsOf =
  (columns: Columns, row: ListRow): RowCells =>
  (field) => {
    const header = columns.byField[field];
    return header === undefined ? '' : (row.cells[header] ?? '').trim();
  };
