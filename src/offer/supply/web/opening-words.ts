import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { WEEKDAYS, type OpeningWeek, type Weekday } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';

/** Opening hours, days of the same hours together: "du lundi au vendredi, de 7 h 15 à 18 h 30". */
export function openingLines(words: Translator, week: OpeningWeek): string[] {
  const { t, hours } = words;
  const open = WEEKDAYS.flatMap((weekday) => (week[weekday] ? [{ weekday, said: hours(week[weekday]) }] : []));
  return [...groupedBy(open, ({ said }) => said)].map(([said, group]) =>
    t('supply.opening.line', {
      days: daysWords(
        words,
        group.map(({ weekday }) => weekday),
      ),
      hours: said,
    }),
  );
}

/** `mardi et jeudi`; three days or more that follow each other are named by the first and the last. */
function daysWords({ t, list, weekday }: Translator, days: readonly Weekday[]): string {
  const [first, last] = [days[0]!, days.at(-1)!];
  const inARow = WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) === days.length - 1;
  return days.length > 2 && inARow
    ? t('supply.opening.span', { from: weekday(first), to: weekday(last) })
    : list(days.map((day) => weekday(day)));
}
