import { Injectable } from '@nestjs/common';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_LANGUAGE } from '../../foundation/kernel/language.js';
import { Catalogue } from '../../foundation/platform/i18n/index.js';
import { Supply } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { listName } from './domain/list-owner.js';
import { reportCsv } from './import-report-file.js';
import type { ImportCounts, ImportReport } from './import-report.js';
import { sheetWords } from './sheet-words.js';
import { ListImport, type ListToImport } from './list-import.js';

const REPORT_FOLDER = 'var';
const SHOWN: readonly (keyof ImportCounts)[] = [
  'rows',
  'created',
  'incomplete',
  'addedToDossier',
  'joined',
  'possibleDuplicates',
  'repeated',
  'blank',
  'unreadable',
  'withdrawn',
];

interface Arguments {
  readonly files: string[];
  readonly dryRun: boolean;
  readonly establishmentId?: string;
  readonly sheet?: string;
  readonly unknown?: string;
}

/** The import as a command. It reads files, prints counts, and writes a report beside the database. */
@Injectable()
export class ImportCommand {
  private readonly translator;

  constructor(
    private readonly lists: ListImport,
    private readonly territory: Territory,
    private readonly supply: Supply,
    catalogue: Catalogue,
  ) {
    this.translator = catalogue.translator(FIRST_LANGUAGE);
  }

  /** @returns the exit code: 2 when the command was not understood, 1 when it failed */
  async run(words: readonly string[], print: (line: string) => void): Promise<number> {
    const { t } = this.translator;
    const { files, unknown, ...options } = readArguments(words);
    if (unknown !== undefined || files.length === 0) {
      if (unknown !== undefined) print(t('triage.import.cli.unknownOption', { option: unknown }));
      print(t('triage.import.cli.usage'));
      return 2;
    }
    if (this.territory.communes().length === 0) {
      print(t('triage.import.cli.emptyTerritory'));
      return 1;
    }
    const lists: ListToImport[] = [];
    for (const file of files) {
      const bytes = bytesOf(file);
      if (bytes === null) print(t('triage.import.cli.noFile', { file }));
      else lists.push({ name: file, bytes });
    }
    // Either all files are imported or none: a half-done import is harder to notice than one that did nothing.
    if (lists.length < files.length) return 1;
    if (options.dryRun) print(t('triage.import.cli.rehearsal'));
    for (const report of await this.lists.importFiles(lists, options)) this.printReport(report, print);
    return 0;
  }

  private printReport(report: ImportReport, print: (line: string) => void): void {
    const { t } = this.translator;
    const owner = this.supply.provider(report.establishmentId)?.name ?? t('triage.import.cli.noOwner');
    print(t('triage.import.cli.list', { file: report.fileName, owner }));
    if (report.workbook) for (const said of sheetWords(this.translator, report.workbook)) print(`  ${said}`);
    else
      print(
        t('triage.import.cli.encoding', {
          encoding: report.encoding,
          separator: report.separator === '\t' ? '\\t' : report.separator,
        }),
      );
    if (report.unknownColumns.length > 0)
      print(t('triage.import.cli.unknownColumns', { columns: report.unknownColumns.join(', ') }));
    for (const name of SHOWN) {
      const count = report.counts[name];
      print(t('triage.import.cli.count', { count, label: t(`triage.import.cli.counts.${name}`, { count }) }));
    }
    print(t('triage.import.cli.report', { path: this.writeReport(report) }));
  }

  private writeReport(report: ImportReport): string {
    mkdirSync(REPORT_FOLDER, { recursive: true });
    const path = join(
      REPORT_FOLDER,
      `import-${report.importedOn}-${listName(report.fileName)}${report.dryRun ? '-dry-run' : ''}.csv`,
    );
    // Only the person who runs the command may read the report, because it holds what families wrote.
    writeFileSync(path, reportCsv(report, this.translator), { mode: 0o600 });
    return path;
  }
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function readArguments(words: readonly string[]): Arguments {
  const files: string[] = [];
  let read: Omit<Arguments, 'files'> = { dryRun: false };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    const establishmentId = /^--establishment(?:=(.+))?$/.exec(word);
    const sheet = /^--sheet(?:=(.+))?$/.exec(word);
    if (word === '--dry-run') read = { ...read, dryRun: true };
    else if (establishmentId) read = { ...read, establishmentId: establishmentId[1] ?? words[(index += 1)] ?? '' };
    else if (sheet) read = { ...read, sheet: sheet[1] ?? words[(index += 1)] ?? '' };
    else if (word.startsWith('-')) read = { ...read, unknown: word };
    else files.push(word);
  }
  return { files, ...read };
}
