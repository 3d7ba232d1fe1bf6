import type { Columns, Field } from './columns.js';
import type { ListRow } from './list-row.js';
import { plain } from './plain-text.js';
import { isUnsaid } from './unsaid.js';

/** What names a family or reaches it: where all of it is empty, a line says of no family by itself. */
const NAMES_A_FAMILY: readonly Field[] = [
  'adult1',
  'adult2',
  'adult1Surname',
  'adult1FirstName',
  'adult2Surname',
  'adult2FirstName',
  'adults',
  'phone',
  'homePhone',
  'phone2',
  'email',
  'email2',
  'contact',
];
/** What the children of one family share, when it is written on the first of their lines only. */
const SHARED: readonly Field[] = [
  ...NAMES_A_FAMILY,
  'childSurname',
  'address',
  'postalCode',
  'commune',
  'situation',
  'adult1Situation',
  'adult2Situation',
  'returnsOn',
  'requestedOn',
];
const CHILD: readonly Field[] = ['childFirstName', 'childSurnameFirst', 'childFirstNameFirst'];
/** A family seldom leaves as many cells empty. If all are, under the same surname, the cells above span this line too. */
const SELDOM_EMPTY = 3;

type CellOf = (row: ListRow, field: Field) => string;
const wordsOf = (text: string): string[] =>
  plain(text)
    .split(' ')
    .filter((word) => word.length > 2);

/**
 * Whether a line that says nothing of a family goes on about the family above: it has no surname of its own, or that
 * one and no commune nor address either. Two families of one name may stand one under the other.
 */
function isUnder(above: ListRow, row: ListRow, cellOf: CellOf): boolean {
  const whole = cellOf(row, 'childSurnameFirst') || cellOf(row, 'childFirstNameFirst');
  const surname = cellOf(row, 'childSurname') || (wordsOf(whole).length > 1 ? whole : '');
  if (surname === '') return true;
  const said = [...CHILD, ...NAMES_A_FAMILY, 'childSurname' as const].flatMap((field) => wordsOf(cellOf(above, field)));
  const spans = [...NAMES_A_FAMILY, 'address' as const, 'commune' as const].filter(
    (field) => cellOf(above, field) !== '',
  );
  return (
    wordsOf(surname).some((word) => said.includes(word)) &&
    spans.length >= SELDOM_EMPTY &&
    spans.every((field) => cellOf(row, field) === '')
  );
}

/**
 * The rows of a list with what a spreadsheet writes once for several lines: a cell that spans the lines of two children
 * leaves its text on the first of them. A line that names a child and says nothing of a family, under one that does, is
 * about the same family; {@link ListRow.aboveFilled} says so, and a person is shown it.
 */
export function fillFromAbove(columns: Columns, rows: readonly ListRow[]): ListRow[] {
  const cellOf = (row: ListRow, field: Field): string => {
    const header = columns.byField[field];
    const cell = header === undefined ? '' : (row.cells[header] ?? '').trim();
    return isUnsaid(cell) ? '' : cell;
  };
  let above: ListRow | null = null;
  return rows.map((row) => {
    if (row.blank || row.reason !== null) {
      above = null;
      return row;
    }
    const namesFamily = NAMES_A_FAMILY.some((field) => cellOf(row, field) !== '');
    const namesChild = CHILD.some((field) => cellOf(row, field) !== '') && cellOf(row, 'birthDate') !== '';
    const isSame = above !== null && isUnder(above, row, cellOf);
    if (namesFamily || !namesChild || !isSame) {
      above = namesFamily ? row : null;
      return row;
    }
    const from = above!;
    const filled = SHARED.flatMap((field) => {
      const header = columns.byField[field];
      return header !== undefined && cellOf(row, field) === '' ? [[header, from.cells[header] ?? '']] : [];
    });
    return { ...row, cells: { ...row.cells, ...Object.fromEntries(filled) }, aboveFilled: true };
  });
}
