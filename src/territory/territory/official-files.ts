import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { Config } from '../../foundation/config/index.js';
import {
  findColumns,
  joinByCode,
  OFFICIAL_COLUMNS,
  readOfficialCommune,
  type OfficialColumn,
  type OfficialCommune,
} from './domain/official-communes.js';

const FOLDER = 'departements';
const FILE = /^(\w{2,3})\.csv$/;

/** A département whose communes come with the product. */
export interface Departement {
  readonly code: string;
  readonly name: string;
  /** Who publishes what is in the file. */
  readonly source: string;
}

/** What cannot be read of a file. `line` is counted from 1; null where a column is missing altogether. */
export interface WrongLine {
  readonly line: number | null;
  readonly column: OfficialColumn;
}

export interface OfficialFile {
  readonly communes: readonly OfficialCommune[];
  readonly wrong: readonly WrongLine[];
}

/** Official files of communes: those that come with the product, and one that somebody sends. */
@Injectable()
export class OfficialFiles {
  constructor(private readonly config: Config) {}

  /** By code. None where the site has no such folder. */
  listDepartements(): Departement[] {
    return this.filesOf().map((code) => {
      const [name = code, source = ''] = this.textOf(code)
        .split('\n', 2)
        .map((line) => line.replace(/^#\s*/, '').trim());
      return { code, name, source };
    });
  }

  /** @returns the communes of a département; none for one that does not come with the product */
  listCommunes(code: string): readonly OfficialCommune[] {
    return this.filesOf().includes(code) ? readOfficialFile(Buffer.from(this.textOf(code))).communes : [];
  }

  private filesOf(): string[] {
    try {
      return readdirSync(join(this.config.DATA_DIR, FOLDER)).flatMap((file) => FILE.exec(file)?.[1] ?? []);
    } catch {
      // A site without reference data has no such folder.
      return [];
    }
  }

  private textOf(code: string): string {
    return readFileSync(join(this.config.DATA_DIR, FOLDER, `${code}.csv`), 'utf8');
  }
}

/** Reads a file with commas, semicolons or tabs. It never throws because of the content. */
export function readOfficialFile(bytes: Uint8Array): OfficialFile {
  const records = recordsOf(textIn(bytes));
  const [header, ...rows] = records;
  const columns = findColumns(header?.cells ?? []);
  const missing = OFFICIAL_COLUMNS.filter((column) => columns[column] === null);
  if (missing.length > 0) return { communes: [], wrong: missing.map((column) => ({ line: null, column })) };
  const read = rows.map(({ line, cells }) => ({
    line,
    commune: readOfficialCommune(
      Object.fromEntries(OFFICIAL_COLUMNS.map((column) => [column, cells[columns[column]!] ?? ''])) as Record<
        OfficialColumn,
        string
      >,
    ),
  }));
  return {
    communes: joinByCode(read.flatMap(({ commune }) => ('wrong' in commune ? [] : [commune]))),
    wrong: read.flatMap(({ line, commune }) => ('wrong' in commune ? [{ line, column: commune.wrong }] : [])),
  };
}

function recordsOf(text: string): { readonly line: number; readonly cells: string[] }[] {
  const options = {
    delimiter: separatorOf(text),
    bom: true,
    comment: '#',
    comment_no_infix: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  } as const;
  try {
    const parsed = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch {
    // A quote that is never closed: nothing of the file can be read, and its columns are told as missing.
    return [];
  }
}

const SEPARATORS = [';', '\t', ','];

/** The separator of the line of headers: the comma may also be that of decimals. */
function separatorOf(text: string): string {
  const header = text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  return SEPARATORS.find((one) => header.includes(one)) ?? ';';
}

/** Spreadsheets of France still write Windows-1252 where they do not write UTF-8. */
function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
