import type { Merge, Sheet, SheetRow } from '../../../foundation/platform/workbooks/index.js';
import { COMMENTS_COLUMN, STRUCK_COLUMN, STRUCK_LINE } from '../domain/added-columns.js';
import { recogniseColumns, type Field } from '../domain/columns.js';
import type { ListRow } from '../domain/list-row.js';
import type { SheetSaid } from '../domain/sheet-choice.js';
import { findHeader } from './header.js';
import { writeLine } from './one-line.js';
import { uniqueHeaders, type ListFile } from './read-list.js';

/** How lines of a workbook are written to be kept. */
const SEPARATOR = ';';
/** Empty rows in a row that are lines of the list. More of them are a gap, of which nothing is told. */
const MOST_BLANK_ROWS = 20;
/** These tell one child from another: where their cells are merged, the lines are about one child. */
const OF_ONE_CHILD: readonly Field[] = ['childFirstName', 'childSurnameFirst', 'childFirstNameFirst', 'birthDate'];

interface GridRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly row: SheetRow | null;
}

/** Where a list begins, and how long it is. */
export interface SheetHead {
  readonly headers: string[];
  /** Rows under the header that hold something. */
  readonly lines: number;
}

/** The header of a sheet, of which no line is read. */
export function headOf(sheet: Sheet): SheetHead {
  const { headers, number } = headerOf(sheet);
  return { headers, lines: sheet.rows.filter((row) => row.number > number).length };
}

/** Rows in which a header is looked for. */
const HEAD_ROWS = 30;

function headerOf({ rows }: Sheet): { headers: string[]; number: number } {
  const grid = gridOf(rows.slice(0, HEAD_ROWS), widthOf(rows));
  const found = findHeader(grid.map(({ cells }) => cells));
  const header = found ? grid[found.at] : grid.find(({ row }) => row !== null);
  return { headers: uniqueHeaders([...(found?.cells ?? header?.cells ?? [])]), number: header?.number ?? 0 };
}

const widthOf = (rows: readonly SheetRow[]): number =>
  rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);

/** Reads a sheet as a list. A line has the number of its row, as the program shows it. */
export function listOfSheet(sheet: Sheet): ListFile {
  const { headers: ownHeaders, number: headerNumber } = headerOf(sheet);
  const below = gridOf(sheet.rows, widthOf(sheet.rows)).filter(({ number }) => number > headerNumber);
  const lines = withMerged(below, sheet.merges, headerNumber, ownHeaders);
  const added = [struckColumn(lines, ownHeaders), commentsColumn(lines, sheet, ownHeaders)].filter(
    ({ cells }) => cells.size > 0,
  );
  const headers = uniqueHeaders([...ownHeaders, ...added.map(({ name }) => name)]);
  const rows = lines.map(({ number, cells }): ListRow => {
    const all = [...cells, ...added.map((column) => column.cells.get(number) ?? '')];
    return writeLine(number, all, SEPARATOR, headers);
  });
  return { encoding: 'xlsx', separator: SEPARATOR, headers, rows, said: saidOf(sheet, lines, ownHeaders) };
}

function gridOf(rows: readonly SheetRow[], width: number): GridRow[] {
  const padded = (cells: readonly string[]): string[] => Array.from({ length: width }, (_, at) => cells[at] ?? '');
  const grid: GridRow[] = [];
  let before = 0;
  for (const row of rows) {
    const gap = row.number - before - 1;
    for (let blank = 1; gap <= MOST_BLANK_ROWS && blank <= gap; blank += 1)
      grid.push({ number: before + blank, cells: padded([]), row: null });
    grid.push({ number: row.number, cells: padded(row.cells), row });
    before = row.number;
  }
  return grid;
}

/**
 * The lines, each with the text of the cells that are merged with one above it: a commune that stands beside several
 * families, parents of twins. Cells merged across columns stay as they are in a file of text, the text in the first.
 */
function withMerged(
  lines: readonly GridRow[],
  merges: readonly Merge[],
  headerNumber: number,
  headers: readonly string[],
): GridRow[] {
  const { byField } = recogniseColumns(headers);
  const apart = OF_ONE_CHILD.map((field) => headers.indexOf(byField[field] ?? ''));
  const filled = lines.map((line) => ({ ...line, cells: [...line.cells] }));
  const at = new Map(filled.map(({ number }, index) => [number, index]));
  const ends = new Map<number, number>();
  for (const { top, bottom, left } of [...merges].sort((one, other) => one.top - other.top)) {
    const first = at.get(top);
    // Merged cells never overlap, save in a file that was made to cost.
    if (top <= (ends.get(left) ?? headerNumber) || apart.includes(left) || first === undefined) continue;
    ends.set(left, bottom);
    const text = filled[first]!.cells[left] ?? '';
    for (let index = first + 1; text !== '' && index < filled.length; index += 1) {
      const line = filled[index]!;
      if (line.number > bottom) break;
      if (line.row !== null && line.cells[left] === '') line.cells[left] = text;
    }
  }
  return filled;
}

interface AddedColumn {
  readonly name: string;
  /** By the number of the line. */
  readonly cells: ReadonlyMap<number, string>;
}

/** A line is struck through where half of its filled cells are. Where fewer are, the desk is told which. */
function struckColumn(lines: readonly GridRow[], headers: readonly string[]): AddedColumn {
  const cells = new Map<number, string>();
  for (const { number, row } of lines) {
    if (row === null || row.struck.length === 0) continue;
    const filled = row.cells.filter((cell) => cell !== '').length;
    const names = row.struck.map((column) => headers[column] ?? '').join(', ');
    cells.set(number, row.struck.length * 2 >= filled ? STRUCK_LINE : `en partie : ${names}`);
  }
  return { name: STRUCK_COLUMN, cells };
}

function commentsColumn(lines: readonly GridRow[], { comments }: Sheet, headers: readonly string[]): AddedColumn {
  const numbers = new Set(lines.filter(({ row }) => row !== null).map(({ number }) => number));
  const cells = new Map<number, string>();
  for (const { row, column, text } of comments) {
    if (!numbers.has(row)) continue;
    const said = `${headers[column] ?? ''} : ${text}`;
    cells.set(row, [cells.get(row), said].filter(Boolean).join(' / '));
  }
  return { name: COMMENTS_COLUMN, cells };
}

function saidOf(sheet: Sheet, lines: readonly GridRow[], headers: readonly string[]): SheetSaid {
  const rows = lines.flatMap(({ row }) => row ?? []);
  const coloured = rows.filter(({ isColoured }) => isColoured).length;
  return {
    sheet: sheet.name,
    hiddenRows: rows.filter(({ isHidden }) => isHidden).map(({ number }) => number),
    hiddenColumns: headers.filter((_, column) =>
      sheet.hiddenColumns.some(([from, to]) => column >= from && column <= to),
    ),
    unansweredFormulas: sheet.unansweredFormulas,
    isColoured: coloured > 0 && coloured < rows.length,
  };
}
