import { parseArgs } from 'node:util';
import { isDay, type Day } from '../../foundation/kernel/time.js';

const FIGURES_USAGE =
  'usage: npm run -s figures -- --json FROM TO [--all] [--as-known DATE] [--histories FILE] (months YYYY-MM, both included)';

/** What somebody typed that the command cannot follow. It is said in one line. */
export class FiguresMisuse extends Error {}

export interface FiguresArguments {
  readonly from: string;
  readonly to: string;
  readonly asKnown?: Day;
  /** The measures beside the tables too. */
  readonly all?: true;
  /** A file of portable histories, `-` for standard input; the database when absent. */
  readonly histories?: string;
}

/** Longer periods are a slip of the keyboard. */
const MOST_YEARS = 50;

const isMonth = (value: string): boolean => isDay(`${value}-01`);

/** @throws FiguresMisuse */
export function readFiguresArguments(words: readonly string[]): FiguresArguments {
  const { values, positionals } = parsed(words);
  const [from, to, ...more] = positionals;
  if (!values.json || from === undefined || to === undefined || more.length > 0) throw new FiguresMisuse(FIGURES_USAGE);
  for (const month of [from, to]) if (!isMonth(month)) throw new FiguresMisuse(`${month}: is no month such as 2026-11`);
  if (from > to) throw new FiguresMisuse(`${from} ${to}: the first month comes after the last`);
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MOST_YEARS)
    throw new FiguresMisuse(`${from} ${to}: is more than ${MOST_YEARS} years`);
  const { 'as-known': asKnown, histories } = values;
  if (asKnown !== undefined && !isDay(asKnown))
    throw new FiguresMisuse(`--as-known ${asKnown}: is no day such as 2026-11-30`);
  return {
    from,
    to,
    ...(values.all ? { all: true } : {}),
    ...(asKnown === undefined ? {} : { asKnown }),
    ...(histories === undefined ? {} : { histories }),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        json: { type: 'boolean' },
        all: { type: 'boolean' },
        'as-known': { type: 'string' },
        histories: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new FiguresMisuse(`${(error as Error).message.replaceAll(/\s+/g, ' ')} ${FIGURES_USAGE}`);
  }
}
