import { createReadStream } from 'node:fs';
import { canonicalJson } from '../../commissions/matching/index.js';
import { MonthSums, type TablesOptions } from './domain/month-tables.js';
import { HistoriesError, HistoriesReader } from './domain/read-histories.js';
import { FiguresMisuse, readFiguresArguments, type FiguresArguments } from './figures-arguments.js';
import type { MonthFigures } from './figures-from-history.js';
import { historiesParts } from './histories-parts.js';

/**
 * `npm run -s figures -- --json FROM TO [--all] [--as-known DATE] [--histories FILE]`: prints the tables of
 * docs/figures.md, from the database or from a file of portable histories. It does not go through the feature's door: a file is read
 * without any database and settings, and at once. Exit code 2: the words or the file cannot be followed.
 */
const MISUSED = 2;
/** The horizon of domain.md §10. A file does not say which one its site has chosen. */
const HORIZON_WEEKS = 8;

/** So many bytes of a file are read at once. */
const CHUNK = 1024 * 1024;

async function tablesOfFile(file: string, options: TablesOptions): Promise<Record<string, MonthFigures>> {
  const sums = new MonthSums(options);
  const reader = new HistoriesReader(sums);
  const bytes = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK });
  try {
    for await (const part of historiesParts(bytes)) reader.read(part);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw syscall === undefined ? error : new FiguresMisuse(`${file}: cannot be read (${code})`);
  }
  return sums.tables(Object.keys(reader.end()));
}

async function tablesOf(asked: FiguresArguments): Promise<Record<string, MonthFigures>> {
  const { histories, ...options } = asked;
  if (histories !== undefined) return tablesOfFile(histories, { ...options, horizonWeeks: HORIZON_WEEKS });
  const { tablesOfDatabase } = await import('./database-command.js');
  return tablesOfDatabase(options);
}

async function main(): Promise<void> {
  process.stdout.write(`${canonicalJson(await tablesOf(readFiguresArguments(process.argv.slice(2))))}\n`);
}

main().catch((error: unknown) => {
  if (!(error instanceof FiguresMisuse || error instanceof HistoriesError)) throw error;
  process.stderr.write(`${error.message.replaceAll(/\s+/g, ' ')}\n`);
  process.exitCode = MISUSED;
});
