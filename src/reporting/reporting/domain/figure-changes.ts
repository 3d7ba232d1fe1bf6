import type { Day } from '../../../foundation/kernel/time.js';
import { cellsOf, type Cell } from './figure-tables.js';
import { LEVELS, type Tally } from './tallies.js';

/** A change of a cell in a period: a day, a month `YYYY-MM`, or a year `YYYY`. */
export interface FigureChange extends Cell {
  readonly period: Day | string;
  readonly change: number;
}

/**
 * The changes that turn figures made with `before` into figures made with `after`, by day, by month, and of levels by
 * year. They are sorted, so that two writers never wait for each other.
 */
export function changesBetween(
  before: readonly Tally[],
  after: readonly Tally[],
): { readonly days: FigureChange[]; readonly months: FigureChange[]; readonly years: FigureChange[] } {
  const taken = before.map((tally) => ({ ...tally, change: -tally.change }));
  const net = netOf([...after, ...taken].flatMap((tally) => cellsOf(tally).map((cell) => changeOf(tally, cell))));
  const months = netOf(net.map((change) => ({ ...change, period: change.period.slice(0, 7) })));
  const years = netOf(
    months
      .filter(({ figure }) => LEVELS.has(figure))
      .map((change) => ({ ...change, period: change.period.slice(0, 4) })),
  );
  return { days: net, months, years };
}

const changeOf = ({ day, change }: Tally, cell: Cell): FigureChange => ({ ...cell, period: day, change });

/** One change of each cell and period, those that come to nothing left out, sorted. */
export function netOf(changes: readonly FigureChange[]): FigureChange[] {
  const sums = new Map<string, FigureChange>();
  for (const change of changes) {
    const { figure, dimension, period, member, category } = change;
    const key = JSON.stringify([figure, dimension, period, member, category]);
    sums.set(key, { ...change, change: (sums.get(key)?.change ?? 0) + change.change });
  }
  return [...sums]
    .filter(([, { change }]) => change !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change);
}
