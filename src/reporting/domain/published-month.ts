import { FEWEST_SHOWN } from '../../kernel/small-counts.js';
import { shownTable } from '../../kernel/small-tables.js';
import type { Instant } from '../../kernel/time.js';
import { FAMILY_STATUSES, type FamilyStatus } from './family-status.js';
import type { MonthReport } from './month-report.js';

/** Null when a count is not shown, because it is small or would let somebody work out a small one. */
export type PublishedCounts = Record<FamilyStatus | 'families', number | null>;

/** A month as it is published (domain.md §10). */
export interface PublishedMonth {
  readonly month: string;
  readonly at: Instant;
  readonly received: number | null;
  readonly stock: {
    readonly total: PublishedCounts;
    /**
     * Every commune, whether or not it has families, then those from outside (null). Which communes are listed thus
     * reveals nothing.
     */
    readonly communes: readonly { readonly communeCode: string | null; readonly counts: PublishedCounts }[];
  };
}

const countsOf = (families: number | null, counts: readonly (number | null)[]): PublishedCounts =>
  ({
    families,
    ...Object.fromEntries(FAMILY_STATUSES.map((status, index) => [status, counts[index] ?? null])),
  }) as PublishedCounts;

/** @param communeCodes the communes of the territory, in an order that does not depend on the counts */
export function publishedMonth(
  { month, at, received, stock }: MonthReport,
  communeCodes: readonly string[],
): PublishedMonth {
  const others = stock.communes.flatMap(({ communeCode }) =>
    communeCode === null || communeCodes.includes(communeCode) ? [] : [communeCode],
  );
  const codes = [...communeCodes, ...others, null];
  const of = new Map(stock.communes.map(({ communeCode, counts }) => [communeCode, counts]));
  const { cells, rows, columns, total } = shownTable(
    codes.map((code) => FAMILY_STATUSES.map((status) => of.get(code)?.[status] ?? 0)),
  );
  return {
    month,
    at,
    received: received < FEWEST_SHOWN ? null : received,
    stock: {
      total: countsOf(total, columns),
      communes: codes.map((communeCode, index) => ({
        communeCode,
        counts: countsOf(rows[index] ?? null, cells[index]!),
      })),
    },
  };
}
