import { dayAfterQuarter, isQuarter, lastDayOfQuarter, quarterOf } from '../../../foundation/kernel/quarter.js';
import { addDays, addMonths, instantAt, isDay, type Day } from '../../../foundation/kernel/time.js';

/** What the figures of a page are about. Both days are included. */
export interface ChosenPeriod {
  readonly kind: 'month' | 'quarter' | 'schoolYear' | 'days';
  /** `2026-11`, `2026-T4`, `2026-2027`; empty for two days. */
  readonly code: string;
  readonly from: Day;
  readonly to: Day;
}

/** As it is asked for in an address. */
export interface AskedPeriod {
  readonly code?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const SCHOOL_YEAR = /^(\d{4})-(\d{4})$/;

/** Null when it names no period. Two days count before a code, so that one can be refined. */
export function readPeriod({ code = '', from = '', to = '' }: AskedPeriod): ChosenPeriod | null {
  if (from !== '' || to !== '')
    return isDay(from) && isDay(to) && from <= to ? { kind: 'days', code: '', from, to } : null;
  if (isDay(`${code}-01`)) return { kind: 'month', code, from: `${code}-01`, to: lastDayOfMonth(`${code}-01`) };
  if (isQuarter(code)) {
    const first = addMonths(dayAfterQuarter(code), -3);
    return { kind: 'quarter', code, from: first, to: lastDayOfQuarter(code) };
  }
  const [, first = '', second = ''] = SCHOOL_YEAR.exec(code) ?? [];
  return first !== '' && Number(second) === Number(first) + 1
    ? { kind: 'schoolYear', code, from: `${first}-09-01`, to: `${second}-08-31` }
    : null;
}

/** The period that an address asks for, the month under way when it asks for none. Null for one that has not begun. */
export function askedPeriod(asked: AskedPeriod, today: Day): ChosenPeriod | null {
  const asksNothing = !asked.code && !asked.from && !asked.to;
  const period = readPeriod(asksNothing ? { code: today.slice(0, 7) } : asked);
  return period && period.from <= today ? period : null;
}

const lastDayOfMonth = (day: Day): Day => addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);

/** Every month, quarter and school year from the first month to today, latest first. */
export function listPeriods(firstMonth: string, today: Day): ChosenPeriod[] {
  const codes: Record<'month' | 'quarter' | 'schoolYear', Set<string>> = {
    month: new Set(),
    quarter: new Set(),
    schoolYear: new Set(),
  };
  for (let day = `${today.slice(0, 7)}-01`; day >= `${firstMonth}-01`; day = addMonths(day, -1)) {
    codes.month.add(day.slice(0, 7));
    codes.quarter.add(quarterOf(instantAt(day, '12:00')));
    const year = Number(day.slice(0, 4)) - (day.slice(5, 7) < '09' ? 1 : 0);
    codes.schoolYear.add(`${year}-${year + 1}`);
  }
  return [...codes.month, ...codes.quarter, ...codes.schoolYear].flatMap((code) => readPeriod({ code }) ?? []);
}
