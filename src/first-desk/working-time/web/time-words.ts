import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { monthsOf, type WorkingPeriod } from '../domain/working-period.js';

/** A duration as people read it: 2 h 30. A dash for none. */
export const durationWords = ({ t, number }: Translator, minutes: number): string =>
  minutes === 0
    ? t('workingTime.none')
    : t('workingTime.duration', {
        hours: number(Math.floor(minutes / 60)),
        minutes: String(minutes % 60).padStart(2, '0'),
      });

/** The name of a month, a quarter or a school year. */
export function periodWords({ t, month }: Translator, period: WorkingPeriod): string {
  const months = monthsOf(period)!;
  if (months.length === 1) return month(period);
  const [year, second] = period.split('-') as [string, string];
  return months.length === 3
    ? t('workingTime.quarter', { number: Number(second.slice(1)), year })
    : t('workingTime.schoolYear', { from: year, to: second });
}
