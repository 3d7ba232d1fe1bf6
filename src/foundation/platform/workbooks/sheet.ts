import type { Archive } from './archive.js';
import {
  LAST_COLUMN,
  LAST_ROW,
  MOST_CELLS,
  MOST_CHARACTERS,
  MOST_FILLED_ROWS,
  MOST_MERGES,
  MOST_STYLES,
} from './limits.js';
import { showNumber } from './number-format.js';
import { WorkbookProblem } from './problem.js';
import { TextRuns, type CellText } from './strings.js';
import { NO_STYLE, type CellStyle } from './styles.js';
import { isTrue, readXml } from './xml.js';

/** A row that holds something. Columns are counted from 0, rows from 1 as the program shows them. */
export interface SheetRow {
  readonly number: number;
  /** Up to the last one that holds something. */
  readonly cells: string[];
  /** Columns whose text is struck through. */
  readonly struck: number[];
  readonly isHidden: boolean;
  readonly isColoured: boolean;
}

/** Cells that look like one. The text stands in the first. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface SheetCells {
  readonly rows: SheetRow[];
  readonly merges: Merge[];
  /** First and last of columns that are not shown. */
  readonly hiddenColumns: (readonly [number, number])[];
  /** Formulas whose result the file does not hold: it was written by a program that does not compute. */
  readonly unansweredFormulas: number;
}

/** What the sheets of a workbook share. */
export interface SheetContext {
  readonly strings: readonly CellText[];
  readonly styles: readonly CellStyle[];
  readonly since1904: boolean;
  /** Characters that all cells read so far hold. */
  characters: number;
  cells: number;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: CellStyle;
  value: string;
  hasFormula: boolean;
}

const REFERENCE = /^([A-Z]{1,3})(\d{1,7})$/;

/** @returns column from 0 and row from 1; null for what is no reference */
export function cellAt(reference: string): { readonly column: number; readonly row: number } | null {
  const parts = REFERENCE.exec(reference);
  if (!parts) return null;
  const column = [...parts[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(parts[2]) };
}

export function columnName(column: number): string {
  const before = Math.floor(column / 26) - 1;
  return `${before >= 0 ? columnName(before) : ''}${String.fromCharCode(65 + (column % 26))}`;
}

/** Reads the cells of one sheet. Only those that hold something are kept, wherever a file says that its sheet ends. */
export async function readSheet(
  archive: Archive,
  path: string,
  name: string,
  context: SheetContext,
): Promise<SheetCells> {
  const reading = new SheetReading(name, context);
  const runs = new TextRuns();
  await readXml(archive, path, {
    open(element, attributes) {
      if (element === 'row') reading.openRow(attributes);
      else if (element === 'c') reading.openCell(attributes);
      else if (element === 'f') reading.noteFormula();
      else if (element === 'mergeCell') reading.addMerge(attributes['ref'] ?? '');
      else if (element === 'col') reading.addColumns(attributes);
      else runs.handler.open(element, attributes, '');
    },
    text(text, parent) {
      if (parent === 'v') reading.addValue(text);
      else runs.handler.text(text, parent);
    },
    close(element) {
      runs.handler.close(element);
      if (element === 'c') reading.closeCell(runs.take());
      else if (element === 'row') reading.closeRow();
    },
  });
  return reading.result();
}

class SheetReading {
  private readonly rows = new Map<number, SheetRow>();
  private readonly merges: Merge[] = [];
  private readonly hiddenColumns: [number, number][] = [];
  private unansweredFormulas = 0;
  private number = 0;
  private isHidden = false;
  private column = -1;
  private cell: OpenCell | null = null;
  private filled: { column: number; text: string; struck: boolean; coloured: boolean }[] = [];

  constructor(
    private readonly name: string,
    private readonly context: SheetContext,
  ) {}

  openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    this.number = r !== undefined && /^\d{1,7}$/.test(r) ? Number(r) : this.number + 1;
    this.isHidden = isTrue(hidden);
    this.column = -1;
    this.filled = [];
  }

  openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.column = cellAt(r ?? '')?.column ?? this.column + 1;
    const style = this.context.styles[Number(s ?? 0)] ?? NO_STYLE;
    this.cell = { column: this.column, type: t ?? 'n', style, value: '', hasFormula: false };
  }

  noteFormula(): void {
    if (this.cell) this.cell.hasFormula = true;
  }

  addValue(text: string): void {
    if (this.cell) this.cell.value += text;
  }

  closeCell(inline: CellText): void {
    if (!this.cell) return;
    const { column, style, value, hasFormula } = this.cell;
    if (hasFormula && value === '') this.unansweredFormulas += 1;
    const shown = this.shownText(this.cell, inline);
    const text = shown.text.replaceAll('\0', '').replace(/\r\n?/g, '\n').normalize('NFC').trim();
    this.cell = null;
    if (text === '') return;
    if (column >= LAST_COLUMN || this.number > LAST_ROW || this.number < 1)
      throw new WorkbookProblem('farCell', { cell: `${columnName(column)}${this.number}`, sheet: this.name });
    this.addCharacters(text.length);
    this.filled.push({ column, text, struck: style.struck || shown.struck, coloured: style.coloured });
  }

  closeRow(): void {
    if (this.filled.length === 0) return;
    const before = this.rows.get(this.number);
    if (!before && this.rows.size >= MOST_FILLED_ROWS)
      throw new WorkbookProblem('tooManyRows', { sheet: this.name, most: MOST_FILLED_ROWS });
    const cells = before ? [...before.cells] : [];
    for (const { column, text } of this.filled) {
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
    this.rows.set(this.number, {
      number: this.number,
      cells,
      struck: [...(before?.struck ?? []), ...this.filled.filter(({ struck }) => struck).map(({ column }) => column)],
      isHidden: this.isHidden,
      isColoured: this.filled.some(({ coloured }) => coloured),
    });
    this.filled = [];
  }

  addMerge(reference: string): void {
    if (this.merges.length >= MOST_MERGES) throw new WorkbookProblem('tooLarge');
    const [from, to] = reference.split(':').map(cellAt);
    if (from && to) this.merges.push({ top: from.row, bottom: to.row, left: from.column, right: to.column });
  }

  addColumns({ min, max, hidden }: Readonly<Record<string, string>>): void {
    if (!isTrue(hidden)) return;
    if (this.hiddenColumns.length >= MOST_STYLES) throw new WorkbookProblem('tooLarge');
    this.hiddenColumns.push([Number(min) - 1, Number(max) - 1]);
  }

  result(): SheetCells {
    const { merges, hiddenColumns, unansweredFormulas } = this;
    const rows = [...this.rows.values()].sort((one, other) => one.number - other.number);
    this.context.cells += rows.length * rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
    if (this.context.cells > MOST_CELLS) throw new WorkbookProblem('tooManyCells');
    // Whoever reads the sheet may write the text of merged cells on each of their rows.
    for (const { top, bottom, left } of merges)
      this.addCharacters(
        (this.rows.get(top)?.cells[left]?.length ?? 0) * Math.min(Math.max(bottom - top, 0), rows.length),
      );
    return { rows, merges, hiddenColumns, unansweredFormulas };
  }

  private addCharacters(count: number): void {
    this.context.characters += count;
    if (this.context.characters > MOST_CHARACTERS) throw new WorkbookProblem('tooManyCharacters');
  }

  private shownText({ type, value, style }: OpenCell, inline: CellText): CellText {
    if (type === 'inlineStr') return inline;
    if (type === 's') return this.context.strings[Number(value)] ?? { text: '', struck: false };
    return { text: value === '' ? '' : this.shownValue(type, value, style), struck: false };
  }

  private shownValue(type: string, value: string, { format }: CellStyle): string {
    if (type === 'b') return isTrue(value) ? 'VRAI' : 'FAUX';
    if (type === 'd') return frenchDay(value);
    if (type !== 'n') return value;
    const number = Number(value);
    return Number.isFinite(number) ? showNumber(number, format, this.context.since1904) : value;
  }
}

/** `2026-01-12T00:00:00`, which few programs write, as a day. */
const frenchDay = (value: string): string =>
  value.replace(/^(\d{4})-(\d{2})-(\d{2})(T00:00(:00(\.0+)?)?Z?)?/, '$3/$2/$1').replace(/T(\d{2}:\d{2}).*$/, ' $1');
