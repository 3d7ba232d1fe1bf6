import { addMonths, dayOf, instantAt, type Instant } from '../../kernel/time.js';
import { FAMILY_STATUSES, type FamilyStatus } from './family-status.js';
import type { Step } from './family-spans.js';

export type StatusCounts = Record<FamilyStatus, number> & { readonly families: number };

export interface CommuneRow {
  /** INSEE code; null for families outside the territory. */
  readonly communeCode: string | null;
  readonly counts: StatusCounts;
}

/** Families by how they stand: total, and by residence on that day. */
export interface Stock {
  readonly total: StatusCounts;
  readonly communes: readonly CommuneRow[];
}

export interface MonthReport {
  /** `YYYY-MM`. */
  readonly month: string;
  /** The moment the stock is taken: the end of the month, or now in the month under way. */
  readonly at: Instant;
  readonly received: number;
  readonly stock: Stock;
}

/** The steps of a whole month, whatever the day within it. */
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
    // In one order whatever the steps came in: those from outside last.
    .sort((a, b) => ((a.communeCode ?? '~') < (b.communeCode ?? '~') ? -1 : 1));
  const total = new Map(
    FAMILY_STATUSES.map((status) => [status, rows.reduce((sum, row) => sum + row.counts[status], 0)]),
  );
  return { total: countsOf(total), communes: rows };
}

/**
 * Every month from the first step to now, earliest first.
 * @param months steps by month, every month that has any
 * @param days steps by day of the month under way, those still to come left out
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
