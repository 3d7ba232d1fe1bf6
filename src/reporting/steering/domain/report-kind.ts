import type { Day } from '../../../foundation/kernel/time.js';
import { monthsFrom, type Month, type ReportMonths } from './report-period.js';

/** What a report is: that of a committee, on months of its choice, or that of a half-year, a year or a school year. */
export const REPORT_KINDS = ['committee', 'half', 'year', 'school'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** A half-year (`2026-S1`), a year (`2026`) or a school year (`2025-2026`). */
export interface NamedPeriod extends ReportMonths {
  readonly kind: Exclude<ReportKind, 'committee'>;
  readonly code: string;
}

const HALF = 6;
const YEAR = 12;
const CODE = /^(\d{4})(?:-(?:S([12])|(\d{4})))?$/;

const named = (kind: NamedPeriod['kind'], code: string, first: Month, months: number): NamedPeriod => ({
  kind,
  code,
  first,
  last: monthsFrom(first, months - 1),
});

/** Null when the code names no period. */
export function readNamedPeriod(code: string): NamedPeriod | null {
  const [, year, half, second] = CODE.exec(code) ?? [];
  if (year === undefined) return null;
  if (half !== undefined) return named('half', code, half === '1' ? `${year}-01` : `${year}-07`, HALF);
  if (second === undefined) return named('year', code, `${year}-01`, YEAR);
  return Number(second) === Number(year) + 1 ? named('school', code, `${year}-09`, YEAR) : null;
}

/** The period that a month belongs to. */
export function namedPeriodOf(kind: NamedPeriod['kind'], month: Month): NamedPeriod {
  const year = month.slice(0, 4);
  const began = Number(year) - (month.slice(5) < '09' ? 1 : 0);
  const codes = { half: `${year}-S${month.slice(5) < '07' ? 1 : 2}`, year, school: `${began}-${began + 1}` };
  return readNamedPeriod(codes[kind])!;
}

/** The period of the same kind just before. */
export const periodBefore = ({ kind, first }: NamedPeriod): NamedPeriod => namedPeriodOf(kind, monthsFrom(first, -1));

/** The half-years of a year, which are told in documents of their own. A school year has none. */
export const halvesOf = ({ kind, first, last }: NamedPeriod): NamedPeriod[] =>
  kind === 'year' ? [first, last].map((month) => namedPeriodOf('half', month)) : [];

/** The periods that are over and in which something was counted, latest first: half-years, years, school years. */
export function listOver(firstMonth: Month, today: Day): NamedPeriod[] {
  return (['half', 'year', 'school'] as const).flatMap((kind) => {
    const over: NamedPeriod[] = [];
    let period = periodBefore(namedPeriodOf(kind, today.slice(0, 7)));
    for (; period.last >= firstMonth; period = periodBefore(period)) over.push(period);
    return over;
  });
}
