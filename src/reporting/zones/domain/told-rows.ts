import type { Id } from '../../../foundation/kernel/ids.js';
import { FEWEST_SHOWN } from '../../../foundation/kernel/small-counts.js';
import { mapRows, type FigureRows } from './figure-rows.js';
import { withSums, type StandingNursery } from './standing.js';

/** What is counted for families that wait. */
export interface CountedForFamilies {
  readonly families: ReadonlySet<Id>;
  /** `sum`: for whoever is not of the desk. How many families it is for is not told, since one may wait at two nurseries. */
  readonly told: 'all' | 'sum' | 'nothing';
}

/**
 * What leaves the desk: a nursery for which fewer than five families wait is told nowhere, nor is it in a sum. What is
 * not told of it cannot be computed from what is.
 */
export const toldOutside = <Facts extends CountedForFamilies>(
  rows: FigureRows<Facts>,
  nurseries: readonly StandingNursery[],
  add: (facts: readonly Facts[]) => Facts,
): FigureRows<Facts> => {
  const told = mapRows(rows, (one): Facts => ({ ...one, told: one.families.size < FEWEST_SHOWN ? 'nothing' : 'all' }));
  return withSums(nurseries, told.nursery!, (own) => {
    const shown = own.filter((one) => one.told === 'all');
    return { ...add(shown), told: shown.length > 0 ? 'sum' : 'nothing' };
  });
};
