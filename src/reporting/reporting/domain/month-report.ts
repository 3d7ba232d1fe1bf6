import { addMonths, dayOf, instantAt, type Instant } from '../../../foundation/kernel/time.js';
import { FAMILY_STATUSES, type FamilyStatus } from './family-status.js';
import type { FigureRow } from './figure-rows.js';
import type { FigureChange } from './figure-changes.js';

export type StatusCounts = Record<FamilyStatus, number> & { readonly families: number };

export interface CommuneRow {
  /** INSEE code; null for families outside the territory. */
  readonly communeCode: string | null;
  readonly counts: StatusCounts;
}

/** How many families have each status, in total and by commune of residence. */
export interface Stock {
  readonly total: StatusCounts;
  readonly communes: readonly CommuneRow[];
}

export interface MonthReport {
  /** `YYYY-MM`. */
  readonly month: string;
  /** The moment of the stock: the end of the month, or now for the present month. */
  readonly at: Instant;
  readonly received: number;
  readonly stock: Stock;
}

export const nextMonth = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);

function countsOf(figures: ReadonlyMap<string, number>): StatusCounts {
  const counts = Object.fromEntries(FAMILY_STATUSES.map((status) => [status, figures.get(status) ?? 0])) as Record<
    FamilyStatus,
    number
  >;
  return { families: Object.values(counts).reduce((sum, count) => sum + count, 0), ...counts };
}

function stockOf(communes: ReadonlyMap<string, ReadonlyMap<string, number>>): Stock {
  const rows = [...communes]
    .map(([code, figures]) => ({ communeCode: code === '' ? null : code, counts: countsOf(figures) }))
    .filter(({ counts }) => counts.families > 0)
    // Sorted by commune, with the families from outside last.
    .sort((a, b) => ((a.communeCode ?? '~') < (b.communeCode ?? '~') ? -1 : 1));
  const total = new Map(
    FAMILY_STATUSES.map((status) => [status, rows.reduce((sum, row) => sum + row.counts[status], 0)]),
  );
  return { total: countsOf(total), communes: rows };
}

/** The stock of an evening from the rows of a table of statuses by commune. */
export const stockFrom = (rows: readonly FigureRow[]): Stock =>
  stockOf(new Map(rows.map(({ member, counts }) => [member, new Map(Object.entries(counts))])));

/** A report from the rows of a table of statuses by commune. @param month what its files call the period */
export const reportOf = (month: string, at: Instant, received: number, rows: readonly FigureRow[]): MonthReport => ({
  month,
  at,
  received,
  stock: stockFrom(rows),
});

/**
 * The report of every month from the first change to now, earliest first.
 * @param months the changes of families by commune, of every month that has any
 * @param days those of the days of the present month, up to today
 */
export function monthReports(
  months: readonly FigureChange[],
  days: readonly FigureChange[],
  now: Instant,
): MonthReport[] {
  const current = dayOf(now).slice(0, 7);
  const first = months.reduce((min, { period }) => (period < min ? period : min), current);
  const running = new Map<string, Map<string, number>>();
  const reports: MonthReport[] = [];
  for (let month = first; month <= current; month = nextMonth(month)) {
    const steps = month === current ? days : months.filter(({ period }) => period === month);
    for (const { member, figure, category, change } of steps) {
      if (figure !== 'status') continue;
      const figures = running.get(member) ?? new Map<string, number>();
      running.set(member, figures.set(category, (figures.get(category) ?? 0) + change));
    }
    const received = steps.filter(({ figure }) => figure === 'received').reduce((sum, { change }) => sum + change, 0);
    reports.push({
      month,
      at: month === current ? now : instantAt(`${nextMonth(month)}-01`),
      received,
      stock: stockOf(running),
    });
  }
  return reports;
}
