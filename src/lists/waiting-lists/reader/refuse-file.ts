import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { decode } from './decode.js';
import { readList, type ListFile } from './read-list.js';
import { SEPARATORS } from './separator.js';

/** More children under five than the whole basin has. A longer list has to be split. */
export const MOST_ROWS = 2000;
export const MOST_COLUMNS = 60;

const SPREADSHEET_NAME = /\.(xlsx?|xlsm|xlsb|ods|numbers)$/i;
const DOCUMENT_NAME = /\.(pdf|docx?|odt|rtf|html?|png|jpe?g)$/i;

/** How much of one line is read. */
export interface LineLimits {
  readonly columns: number;
  /** Of 1 000 characters. */
  readonly kilobytes: number;
}

/**
 * Opens a file of text as a list. A file that is no readable list is refused, with a sentence that says what to do.
 * Workbooks are known by their bytes before this ({@link ListReader}).
 */
export function openText(
  fileName: string,
  bytes: Uint8Array,
  limits: LineLimits,
): { readonly ok: true; readonly file: ListFile } | { readonly ok: false; readonly refusal: Refusal } {
  const refusal = refusalOfBytes(fileName, bytes);
  if (refusal) return { ok: false, refusal };
  // Checked before the cells are read: a line with a hundred thousand cells, or of two megabytes, is not about a
  // family.
  const tooLong = refusalOfLines(decode(bytes).text.split(/\r\n?|\n/), limits);
  if (tooLong) return { ok: false, refusal: tooLong };
  const file = readList(bytes);
  const why = whyRefused(file, limits);
  return why ? { ok: false, refusal: why } : { ok: true, file };
}

/** Why a list that was read is not taken; null when it is. */
export const whyRefused = (file: ListFile, limits: LineLimits): Refusal | null =>
  refusalOfList(file) ?? refusalOfRecords(file, limits);

function refusalOfBytes(fileName: string, bytes: Uint8Array): Refusal | null {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (SPREADSHEET_NAME.test(fileName)) return refuse('import.spreadsheet');
  if (start === '25504446' || DOCUMENT_NAME.test(fileName)) return refuse('import.document');
  if (bytes.length === 0) return refuse('import.empty');
  return holdsText(bytes) ? null : refuse('import.binary');
}

/**
 * Whether the bytes are text. Text has few control characters and no NUL, except in UTF-16, which begins with a mark.
 */
function holdsText(bytes: Uint8Array): boolean {
  if (decode(bytes.subarray(0, 2)).encoding.startsWith('utf-16')) return true;
  const controls = bytes.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)).length;
  return !bytes.includes(0) && controls * 100 <= bytes.length;
}

function refusalOfLines(lines: readonly string[], { columns, kilobytes }: LineLimits): Refusal | null {
  for (const [index, text] of lines.entries()) {
    if (text.length > kilobytes * 1000) return refuse('import.longLine', { line: index + 1, most: kilobytes });
    const count = Math.max(...SEPARATORS.map((separator) => text.split(separator).length));
    if (count > columns) return refuse('import.wideLine', { line: index + 1, count, most: columns });
  }
  return null;
}

/** A cell in quotes holds line breaks: one record may be many lines of the file. */
function refusalOfRecords({ rows }: ListFile, { kilobytes }: LineLimits): Refusal | null {
  const long = rows.find(({ raw }) => raw.length > kilobytes * 1000);
  return long ? refuse('import.longLine', { line: long.line, most: kilobytes }) : null;
}

function refusalOfList({ headers, rows }: ListFile): Refusal | null {
  if (headers.length === 0) return refuse('import.empty');
  if (rows.length === 0) return refuse('import.noRows');
  if (headers.length === 1) return refuse('import.oneColumn');
  if (headers.length > MOST_COLUMNS)
    return refuse('import.tooManyColumns', { count: headers.length, most: MOST_COLUMNS });
  return rows.length > MOST_ROWS ? refuse('import.tooManyRows', { count: rows.length, most: MOST_ROWS }) : null;
}
