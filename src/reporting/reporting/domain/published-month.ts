import { FEWEST_SHOWN, shownCounts, type ShownCounts } from '../../../foundation/kernel/small-counts.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { FAMILY_STATUSES, type FamilyStatus } from './family-status.js';
import type { MonthReport, Stock } from './month-report.js';

/**
 * Null when a count is not shown, because it is small or would let somebody work out a small one. The sum of the seven
 * statuses is told nowhere: few look for it, and it would hide the statuses that they do look for.
 */
export type PublishedCounts = Readonly<Record<FamilyStatus, number | null>>;

/** Families by status in one evening, as whatever leaves the desk tells them (decision 0136). */
export interface PublishedStock {
  readonly total: PublishedCounts;
  /**
   * Every commune, whether or not it has families, then those from outside (null). Which communes are listed thus
   * reveals nothing.
   */
  readonly communes: readonly { readonly communeCode: string | null; readonly counts: PublishedCounts }[];
}

/** A month as it is published (domain.md §10). */
export interface PublishedMonth {
  readonly month: string;
  readonly at: Instant;
  readonly received: number | null;
  readonly stock: PublishedStock;
}

/**
 * The one way in which an evening is told outside the desk: files, reports, pages of communes and open data read it
 * here, so that none of them tells what another hides.
 * @param communeCodes the communes of the territory, in an order that does not depend on the counts
 */
export function publishedStock(stock: Stock, communeCodes: readonly string[]): PublishedStock {
  const others = stock.communes.flatMap(({ communeCode }) =>
    communeCode === null || communeCodes.includes(communeCode) ? [] : [communeCode],
  );
  const codes = [...communeCodes, ...others, null];
  const of = new Map(stock.communes.map(({ communeCode, counts }) => [communeCode, counts]));
  const shown = FAMILY_STATUSES.map((status) => shownCounts(codes.map((code) => of.get(code)?.[status] ?? 0)));
  const countsOf = (read: (list: ShownCounts) => number | null): PublishedCounts =>
    Object.fromEntries(FAMILY_STATUSES.map((status, index) => [status, read(shown[index]!)])) as PublishedCounts;
  return {
    total: countsOf(({ total }) => total),
    communes: codes.map((communeCode, index) => ({
      communeCode,
      counts: countsOf(({ counts }) => counts[index] ?? null),
    })),
  };
}

/** @param communeCodes as for {@link publishedStock} */
export const publishedMonth = (
  { month, at, received, stock }: MonthReport,
  communeCodes: readonly string[],
): PublishedMonth => ({
  month,
  at,
  received: received < FEWEST_SHOWN ? null : received,
  stock: publishedStock(stock, communeCodes),
});
