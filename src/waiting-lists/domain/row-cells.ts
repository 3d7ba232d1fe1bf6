import type { Day } from '../../kernel/time.js';
import { WEEKDAYS } from '../../kernel/week-schedule.js';
import type { Columns, Field } from './columns.js';
import type { ListedCommune } from './communes.js';
import type { ListRow } from './list-row.js';
import { isUnsaid } from './unsaid.js';

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

/** The cell of a field; empty when the file has no such column, or the cell says that nothing is known. */
export type RowCells = (field: Field) => string;

/** In these, `?` is not nothing: a date is doubted or refused, and a mark is read for what it is. */
const READ_AS_WRITTEN: readonly Field[] = [
  'birthDate',
  'wantedFrom',
  'requestedOn',
  'returnsOn',
  'observations',
  ...WEEKDAYS,
];

export const cellsOf =
  (columns: Columns, row: ListRow): RowCells =>
  (field) => {
    const header = columns.byField[field];
    const cell = header === undefined ? '' : (row.cells[header] ?? '').trim();
    return isUnsaid(cell) && !READ_AS_WRITTEN.includes(field) ? '' : cell;
  };
