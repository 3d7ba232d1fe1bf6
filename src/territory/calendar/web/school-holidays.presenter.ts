import { daysBetween, dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { SchoolCalendar } from '../persistence/calendar.entities.js';

/** A list of school holidays as a table, with its zone and the last day that it covers. */
export function holidaysModel(
  words: Translator,
  { zone, holidays, importedAt }: SchoolCalendar,
): Record<string, unknown> {
  const { t, day } = words;
  const last = holidays
    .map(({ to }) => to)
    .sort()
    .at(-1)!;
  return {
    seen: importedAt,
    summary: t('schoolHolidays.summary', {
      zone,
      count: holidays.length,
      day: day(dayOf(importedAt)),
      last: day(last),
    }),
    table: {
      caption: t('schoolHolidays.table', { zone }),
      columns: [
        { text: t('schoolHolidays.name') },
        { text: t('schoolHolidays.from') },
        { text: t('schoolHolidays.to') },
        { text: t('schoolHolidays.days'), numeric: true },
      ],
      rows: holidays.map((holiday) => [
        holiday.name || t('schoolHolidays.unnamed'),
        day(holiday.from),
        day(holiday.to),
        daysBetween(holiday.from, holiday.to) + 1,
      ]),
    },
  };
}
