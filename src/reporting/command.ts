import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { canonicalJson } from '../matching/index.js';
import type { Histories } from './domain/family-history.js';
import { monthTables } from './domain/month-tables.js';
import { HistoriesError, readHistories } from './domain/read-histories.js';
import type { MonthFigures } from './figures-from-history.js';
import { FiguresMisuse, readFiguresArguments, type FiguresArguments } from './figures-arguments.js';

/**
 * `npm run -s figures -- --json FROM TO [--all] [--as-known DATE] [--histories FILE]`: prints the tables of
 * docs/figures.md, from the database or from a file of portable histories. It does not go through the feature's door: a file is read
 * without any database and settings, and at once. Exit code 2: the words or the file cannot be followed.
 */
const MISUSED = 2;
/** The horizon of domain.md §10. A file does not say which one its site has chosen. */
const HORIZON_WEEKS = 8;

async function historiesIn(file: string): Promise<Histories> {
  let source: string;
  try {
    source = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8'));
  } catch (error) {
    throw new FiguresMisuse(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    // Some editors begin a file with a byte order mark.
    return readHistories(JSON.parse(source.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof HistoriesError) throw error;
    throw new FiguresMisuse(`histories: is not JSON: ${(error as Error).message}`);
  }
}

async function tablesOf(asked: FiguresArguments): Promise<Record<string, MonthFigures>> {
  const { histories, ...options } = asked;
  if (histories !== undefined)
    return monthTables(await historiesIn(histories), { ...options, horizonWeeks: HORIZON_WEEKS });
  const { tablesOfDatabase } = await import('./database-command.js');
  return tablesOfDatabase(options);
}

try {
  process.stdout.write(`${canonicalJson(await tablesOf(readFiguresArguments(process.argv.slice(2))))}\n`);
} catch (error) {
  if (!(error instanceof FiguresMisuse || error instanceof HistoriesError)) throw error;
  process.stderr.write(`${error.message.replaceAll(/\s+/g, ' ')}\n`);
  process.exitCode = MISUSED;
}
