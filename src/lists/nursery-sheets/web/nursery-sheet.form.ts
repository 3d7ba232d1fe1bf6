import { IsOptional, IsString } from 'class-validator';
import { DatePart } from '../../../foundation/platform/web/index.js';
import { NURSERY_FIELDS, type NurseryField } from '../domain/nursery-columns.js';
import type { SheetRow } from '../domain/read-nurseries.js';

/** Of the rows that a page carries: below what a form may send, even with each quotation mark encoded. */
const LONGEST_ROWS = 80_000;
const LONGEST_CELL = 500;

/** From which day the nurseries, their hours and their places hold. */
export class SentSheetForm {
  @DatePart('nurserySheet.errors.from') fromDay?: string;
  @DatePart('nurserySheet.errors.from') fromMonth?: string;
  @DatePart('nurserySheet.errors.from') fromYear?: string;
}

export class ChosenNurseriesForm extends SentSheetForm {
  /** The rows of the file: {@link writeRows}. */
  @IsString({ message: 'nurserySheet.errors.rows' }) rows: string;
  /** The first line of each nursery that is ticked. */
  @IsOptional() chosen?: string | string[];
}

/** Rows as one hidden field holds them; null for more than a form may send. */
export function writeRows(rows: readonly SheetRow[]): string | null {
  const text = JSON.stringify(rows.map(({ line, cells }) => [line, cells]));
  return text.length > LONGEST_ROWS ? null : text;
}

/** The rows that {@link writeRows} wrote; null for any other text. */
export function readRows(text: string): SheetRow[] | null {
  const rows = parsed(text);
  if (!Array.isArray(rows) || text.length > LONGEST_ROWS) return null;
  const read = rows.map((row: unknown): SheetRow | null => {
    if (!Array.isArray(row) || !Number.isInteger(row[0]) || typeof row[1] !== 'object' || row[1] === null) return null;
    const cells = row[1] as Readonly<Record<string, unknown>>;
    return { line: Number(row[0]), cells: Object.fromEntries(NURSERY_FIELDS.flatMap((field) => cellOf(field, cells))) };
  });
  return read.every((row) => row !== null) ? read : null;
}

function cellOf(field: NurseryField, cells: Readonly<Record<string, unknown>>): [NurseryField, string][] {
  const text = Object.hasOwn(cells, field) ? cells[field] : null;
  return typeof text === 'string' && text !== '' ? [[field, text.slice(0, LONGEST_CELL)]] : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
