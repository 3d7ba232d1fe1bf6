import { addMonths, dayOf, instantAt, type Instant } from '../../kernel/time.js';
import { FAMILY_STATUSES, type FamilyStatus } from './family-status.js';
import type { Step } from './family-spans.js';

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

/** The sum of the steps of a month, whatever their day. */
export type MonthStep = Omit<Step, 'day'> & { readonly month: string };

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

/**
 * The report of every month from the first step to now, earliest first.
 * @param months the steps of every month that has any
 * @param days the steps of the present month, by day, up to today
 */
export function monthReports(months: readonly MonthStep[], days: readonly Step[], now: Instant): MonthReport[] {
  const current = dayOf(now).slice(0, 7);
  const first = months.reduce((min, { month }) => (month < min ? month : min), current);
  const running = new Map<string, Map<string, number>>();
  const reports: MonthReport[] = [];
  for (let month = first; month <= current; month = nextMonth(month)) {
    const steps = month === current ? days : months.filter((step) => step.month === month);
    for (const { communeCode, figure, change } of steps) {
      const figures = running.get(communeCode) ?? new Map<string, number>();
      figures.set(figure, (figures.get(figure) ?? 0) + change);
      running.set(communeCode, figures);
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
