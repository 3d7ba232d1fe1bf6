import type { Columns, Field } from './columns.js';
import { cutAddress, readCommune, type ListedCommune } from './communes.js';
import { readDate } from './dates.js';
import type { ListRow } from './list-row.js';
import { plain } from './plain-text.js';
import { isUnsaid } from './unsaid.js';

/** The header under which a row shows the commune that stands above it, where its list has no column of communes. */
export const COMMUNE_ABOVE = 'Commune (au-dessus)';

const CHILD: readonly Field[] = ['childSurname', 'childFirstName', 'childSurnameFirst', 'childFirstNameFirst'];

/**
 * The rows of a list with the commune that is written once for several of them: alone on a row above (`BLANZY`), or in
 * a cell that spans their lines and leaves its text on the first. {@link ListRow.communeAbove} says so, and a person is
 * shown it. A row of its own that tells a commune is no line to be mended.
 */
export function fillCommunes(
  columns: Columns,
  rows: readonly ListRow[],
  communes: readonly ListedCommune[],
): { readonly columns: Columns; readonly rows: readonly ListRow[] } {
  const header = columns.byField.commune;
  const titles = rows.map((row) => titleOf(row, communes));
  const hasTitles = titles.some((title) => title?.place != null);
  const spans = header !== undefined && isWrittenOnce(columns, rows, header);
  if (!hasTitles && !spans) return { columns, rows };
  let titled: string | null = null;
  let spanned: string | null = null;
  const filled = rows.map((row, index): ListRow => {
    const title = titles[index];
    if (title) {
      if (title.place !== undefined) titled = title.place;
      spanned = null;
      return title.place == null ? row : { ...row, isTitle: true };
    }
    if (!namesChild(columns, row)) {
      spanned = null;
      return row;
    }
    const own = header === undefined ? '' : cellOf(row, header);
    if (spans && own !== '') spanned = own;
    const above = (spans ? spanned : null) ?? titled;
    if (own !== '' || above === null || row.reason !== null || hasPlace(columns, row, communes)) return row;
    return { ...row, cells: { ...row.cells, [header ?? COMMUNE_ABOVE]: above }, communeAbove: true };
  });
  return {
    columns:
      header === undefined && hasTitles
        ? { ...columns, byField: { ...columns.byField, commune: COMMUNE_ABOVE } }
        : columns,
    rows: filled,
  };
}

const cellOf = (row: ListRow, header: string): string => {
  const cell = (row.cells[header] ?? '').trim();
  return isUnsaid(cell) ? '' : cell;
};

const namesChild = ({ byField }: Columns, row: ListRow): boolean =>
  CHILD.some((field) => byField[field] !== undefined && cellOf(row, byField[field]) !== '') &&
  Object.values(row.cells).filter((cell) => cell !== '').length > 2;

const hasPlace = ({ byField }: Columns, row: ListRow, communes: readonly ListedCommune[]): boolean =>
  (byField.postalCode !== undefined && cellOf(row, byField.postalCode) !== '') ||
  (byField.address !== undefined && cutAddress(cellOf(row, byField.address), communes).place !== '');

/** Words around the name of a commune that titles its rows. */
const AROUND = /^(commune|ville|mairie|secteur|familles?|enfants?|liste)( (de|du|d|des))? | ?(commune|secteur|total)$/;

/**
 * What a row with one cell titles: `place` is the commune that it names, null where it titles other rows than those of
 * one commune of the territory, and undefined where it is about no place (`SEPTEMBRE 2027`).
 */
function titleOf(
  row: ListRow,
  communes: readonly ListedCommune[],
): { readonly place: string | null | undefined } | null {
  const said = Object.values(row.cells).filter((cell) => cell !== '');
  if (row.blank || said.length !== 1 || !/\p{L}{3}/u.test(said[0]!)) return null;
  const text = said[0]!.replace(/\([^)]*\)|[:*=–-]+$/g, '').trim();
  if (readDate(text).ok || readDate(`1 ${text}`).ok) return { place: undefined };
  const { inseeCode, name } = readCommune(plain(text).replace(AROUND, '').trim(), communes);
  return { place: inseeCode === null ? null : name };
}

/**
 * Whether a column of communes is filled on the first line of each group only: every name stands once, and at least as
 * many lines are empty under one. A list that repeats its communes leaves a cell empty where nobody knows.
 */
function isWrittenOnce(columns: Columns, rows: readonly ListRow[], header: string): boolean {
  const cells = rows.filter((row) => namesChild(columns, row)).map((row) => cellOf(row, header));
  const written = cells.filter((cell) => cell !== '').map(plain);
  const isOnce = new Set(written).size === written.length;
  return isOnce && written.length > 1 && cells[0] !== '' && cells.length - written.length >= written.length;
}
