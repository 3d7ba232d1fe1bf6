import { parse } from 'csv-parse/sync';
import type { ListRow } from '../domain/list-row.js';
import type { SheetSaid } from '../domain/sheet-choice.js';
import { decode, type Encoding } from './decode.js';
import { findHeader } from './header.js';
import { detectSeparator, isSeparatorLine, type Separator } from './separator.js';

/**
 * A waiting list as it was written. Every line after the header is in one of `rows`, including blank and broken lines.
 */
export interface ListFile {
  /** `xlsx` where it is a sheet of a workbook. */
  readonly encoding: Encoding | 'xlsx';
  readonly separator: Separator;
  readonly headers: string[];
  readonly rows: ListRow[];
  /** Absent for a file of text. */
  readonly said?: SheetSaid;
}

interface RawRecord {
  readonly line: number;
  readonly cells: string[];
  readonly raw: string;
}

/**
 * Reads the bytes of a CSV file. It never throws because of the content, and drops no line after the header.
 */
export function readList(bytes: Uint8Array): ListFile {
  const { encoding, text } = decode(bytes);
  const separator = detectSeparator(text);
  const records = readRecords(text.replace(/\r\n?/g, '\n'), separator);
  const first = records.findIndex(({ cells, raw: line }) => !isBlank(cells) && !isSeparatorLine(line));
  const found = findHeader(records.map(({ cells }) => cells));
  const start = found?.at ?? first;
  const headers = uniqueHeaders([...(found?.cells ?? records[first]?.cells ?? [])]);
  const rows = start === -1 ? [] : records.slice(start + 1).map((record) => toRow(record, headers));
  return { encoding, separator, headers, rows };
}

/** The cells of one record, read by itself. */
export const cellsOf = (raw: string, separator: Separator): string[] =>
  parseRecords(raw, separator)[0]?.record.map((cell) => cell.trim()) ?? [];

function readRecords(text: string, separator: Separator): RawRecord[] {
  let line = 1;
  return parseRecords(text, separator).map(({ record, raw }) => {
    const written = raw.replace(/\n$/, '');
    const at = line;
    // The lines are counted here, because csv-parse counts a CR LF inside quotes twice.
    line += written.split('\n').length;
    return { line: at, cells: record.map((cell) => cell.trim()), raw: written };
  });
}

function parseRecords(text: string, separator: Separator): { record: string[]; raw: string }[] {
  const options = { delimiter: separator, relax_column_count: true, relax_quotes: true, raw: true } as const;
  try {
    return parse(text, options) as unknown as { record: string[]; raw: string }[];
  } catch {
    // A quote that is never closed would take in the rest of the file. Each physical line is then read by itself
    // instead.
    return parse(text, { ...options, quote: false }) as unknown as { record: string[]; raw: string }[];
  }
}

function toRow({ line, cells, raw }: RawRecord, headers: string[]): ListRow {
  const blank = isBlank(cells);
  // Empty separators at the end of a line mean nothing. Only additional text shows that the columns have shifted.
  const surplus = cells.slice(headers.length).some((cell) => cell !== '');
  const reason = blank ? null : surplus ? 'too_many_cells' : cells.length < headers.length ? 'too_few_cells' : null;
  return {
    line,
    raw,
    blank,
    reason,
    cells: Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? ''])),
  };
}

/** Names for the columns: two of one header differ, and an empty one has its number. */
export function uniqueHeaders(cells: string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell === '' ? `(${index + 1})` : cell;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

const isBlank = (cells: string[]): boolean => cells.every((cell) => cell === '');
