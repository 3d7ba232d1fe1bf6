import type { ListRow } from '../domain/list-row.js';
import { cellsOf } from './read-list.js';
import type { Separator } from './separator.js';

/** The cells of one original line, one for each header. Further cells are left out. */
export function readLine(raw: string, separator: string, headers: readonly string[]): string[] {
  const cells = cellsOf(raw, separator as Separator);
  return headers.map((_, index) => cells[index] ?? '');
}

/** A line a person has written anew, under the headers of its list. */
export function writeLine(
  line: number,
  cells: readonly string[],
  separator: string,
  headers: readonly string[],
): ListRow {
  const quoted = cells.map((cell) =>
    cell.includes(separator) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return {
    line,
    raw: quoted.join(separator),
    blank: cells.every((cell) => cell === ''),
    reason: null,
    cells: Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? ''])),
  };
}
