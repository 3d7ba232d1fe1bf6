import type { Day } from '../../../foundation/kernel/time.js';
import { changesBetween, netOf } from './figure-changes.js';
import { categoriesOf, type FigureRow } from './figure-rows.js';
import { tableOf, type Cell, type FigureTable } from './figure-tables.js';
import { LEVELS, type Tally } from './tallies.js';

/** How often a cell of a table was counted in a period; of a level, how many there are in its last evening. */
export interface CellSum extends Cell {
  readonly change: number;
}

/** Adds what some families count in a period to the sums of others. @param period both days are included */
export function addTallies(
  sums: readonly CellSum[],
  tallies: readonly Tally[],
  period: { readonly from: Day; readonly to: Day },
): CellSum[] {
  const counted = changesBetween([], tallies).days.filter(
    ({ figure, period: day }) => day <= period.to && (LEVELS.has(figure) || day >= period.from),
  );
  return netOf([...sums, ...counted].map((sum) => ({ ...sum, period: '' }))).map(({ period: _all, ...sum }) => sum);
}

/** The rows of one table, as Reporting.readTable gives them. */
export function rowsOf(
  sums: readonly CellSum[],
  id: FigureTable['id'],
  groupOf: (member: string) => string = (member) => member,
): FigureRow[] {
  const { figures, dimension, measure } = tableOf(id);
  return categoriesOf(
    sums
      .filter((sum) => sum.dimension === dimension && figures.includes(sum.figure))
      .map((sum) => ({ ...sum, member: groupOf(sum.member) })),
    measure,
  );
}
