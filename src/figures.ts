import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { canonicalJson } from './matching/index.js';
import {
  FIGURES_USAGE,
  FiguresMisuse,
  HistoriesError,
  monthTables,
  readFiguresArguments,
  readHistories,
  type FiguresArguments,
  type Histories,
  type MonthTables,
} from './reporting/index.js';

/**
 * `npm run -s figures -- --json FROM TO [--as-known DATE] [--histories FILE]`: prints the tables of docs/figures.md,
 * from the database or from a file of portable histories. Exit code 2: the words or the file cannot be followed.
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

async function tablesOf({ histories, ...options }: FiguresArguments): Promise<Record<string, MonthTables>> {
  if (histories === undefined) throw new FiguresMisuse(FIGURES_USAGE);
  return monthTables(await historiesIn(histories), { ...options, horizonWeeks: HORIZON_WEEKS });
}

try {
  process.stdout.write(`${canonicalJson(await tablesOf(readFiguresArguments(process.argv.slice(2))))}\n`);
} catch (error) {
  if (!(error instanceof FiguresMisuse || error instanceof HistoriesError)) throw error;
  process.stderr.write(`${error.message.replaceAll(/\s+/g, ' ')}\n`);
  process.exitCode = MISUSED;
}
