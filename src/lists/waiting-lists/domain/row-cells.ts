import type { Day } from '../../../foundation/kernel/time.js';
import { WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import type { Columns, Field } from './columns.js';
import type { ListedCommune } from './communes.js';
import type { ListRow } from './list-row.js';
import { plain } from './plain-text.js';
import { isUnsaid } from './unsaid.js';
import type { ListedEstablishment } from './listed-establishment.js';

/** What a row is read against. */
export interface RowContext {
  /** Communes of the territory. */
  readonly communes: readonly ListedCommune[];
  /** Establishments that a wish may name. */
  readonly establishments?: readonly ListedEstablishment[];
  readonly importedOn: Day;
  /**
   * The establishment whose list this is. Being on its list counts as a wish for it. Absent for a list of no
   * establishment.
   */
  readonly sourceProviderId?: string | null;
}

/** The cell of a field; empty when the file has no such column, or the cell says that nothing is known. */
export interface RowCells {
  (field: Field): string;
  /** Whether the header of a column of names says the surname first: `Nom et prénom`. */
  readonly isSurnameFirst?: (field: Field) => boolean;
  /** Whether the column of remarks holds the wishes as well. */
  readonly areWishesInRemarks?: boolean;
}

/**
 * In these, `?` and `aucun` are not nothing: a date is doubted or refused, a mark is read for what it is, and no brother
 * or sister is an answer.
 */
const READ_AS_WRITTEN: readonly Field[] = [
  'birthDate',
  'wantedFrom',
  'requestedOn',
  'returnsOn',
  'observations',
  'siblings',
  'siblingReceived',
  'currentCare',
  ...WEEKDAYS,
];

export function cellsOf(columns: Columns, row: ListRow): RowCells {
  const headerOf = (field: Field): string | undefined => columns.byField[field];
  const cells = (field: Field): string => {
    const header = headerOf(field);
    const cell = header === undefined ? '' : (row.cells[header] ?? '').trim();
    return isUnsaid(cell) && !READ_AS_WRITTEN.includes(field) ? '' : cell;
  };
  const isSurnameFirst = (field: Field): boolean => /\bnoms?\b.*\bprenoms?\b/.test(plain(headerOf(field) ?? ''));
  const { wishes, observations } = columns.byField;
  return Object.assign(cells, { isSurnameFirst, areWishesInRemarks: wishes !== undefined && wishes === observations });
}
