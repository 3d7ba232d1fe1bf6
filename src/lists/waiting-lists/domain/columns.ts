import { isAddedColumn } from './added-columns.js';
import { FIELDS, fieldsOf, type Field } from './column-names.js';
import { plain } from './plain-text.js';

export type { Field };

/** What is done with a column: it is a field of the dossier, goes into the desk's note, or is ignored. */
export type ColumnUse = Field | 'note' | 'ignore';
export const COLUMN_USES: readonly ColumnUse[] = [...FIELDS, 'note', 'ignore'];
/** What a person said about columns, by the header in its `plain` form. */
export type ColumnUses = Readonly<Record<string, ColumnUse>>;

export interface Columns {
  /** Field → the header it stands under in this file. */
  readonly byField: Readonly<Partial<Record<Field, string>>>;
  /** Headers nobody recognised, or a second one for the same field: shown to the desk, their cells kept in the note. */
  readonly unknown: readonly string[];
}

/**
 * Tells which column holds what. What a person said comes first, then the header, without regard to accents, capitals
 * and punctuation.
 */
export function recogniseColumns(headers: readonly string[], uses: ColumnUses = {}): Columns {
  const byField: Partial<Record<Field, string>> = {};
  const unknown: string[] = [];
  for (const { header, use: said } of columnsOf(headers, uses)) {
    const use = said ?? 'note';
    if (use === 'ignore') continue;
    if (use === 'note' || byField[use] !== undefined) unknown.push(header);
    else byField[use] = header;
  }
  const { observations } = byField;
  // Remarks whose header says that they hold the wish too: what is a wish in them is read as one.
  if (observations !== undefined && isRemarkAndWish(fieldsOf(observations))) byField.wishes ??= observations;
  return { byField, unknown };
}

export interface ColumnReading {
  readonly header: string;
  /** Null when nobody has said it and the header is not known: a person then has to be asked. */
  readonly use: ColumnUse | null;
}

/** What each column of a list holds. */
export function columnsOf(headers: readonly string[], uses: ColumnUses): ColumnReading[] {
  const letters = daysByLetter(headers);
  return headers.map((header, index) => ({
    header,
    use: uses[plain(header)] ?? letters.get(index) ?? onlyField(header) ?? (isAddedColumn(header) ? 'note' : null),
  }));
}

/** The field of a header. Remarks that may hold the wish as well are remarks ({@link recogniseColumns}). */
function onlyField(header: string): Field | null {
  const fields = fieldsOf(header);
  return fields.length === 1 ? fields[0]! : isRemarkAndWish(fields) ? 'observations' : null;
}
const isRemarkAndWish = (fields: readonly Field[]): boolean =>
  fields.length === 2 && fields.includes('observations') && fields.includes('wishes');

const LETTERED: readonly Field[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
/** `L | M | M | J | V`: one letter tells a day only among the others of the week. */
function daysByLetter(headers: readonly string[]): ReadonlyMap<number, Field> {
  const start = headers.findIndex((_, index) =>
    /^l m( 2)? m( 2)? j v$/.test(plain(headers.slice(index, index + 5).join(' '))),
  );
  return new Map(start === -1 ? [] : LETTERED.map((field, index) => [start + index, field]));
}

/**
 * A text that is the same for lists with the same columns in any order. What was said about one then applies to the
 * other.
 */
export const headerSignature = (headers: readonly string[]): string =>
  headers
    .filter((header) => !isAddedColumn(header))
    .map(plain)
    .sort()
    .join('|');

const CHILD_FIELDS: readonly Field[] = [
  'childSurname',
  'childFirstName',
  'childSurnameFirst',
  'childFirstNameFirst',
  'birthDate',
];
/** Without one of these columns no row says which child it is about. */
export const saysWhichChild = ({ byField }: Columns): boolean =>
  CHILD_FIELDS.some((field) => byField[field] !== undefined);
