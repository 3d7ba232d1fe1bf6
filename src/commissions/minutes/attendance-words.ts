import { dayOf } from '../../foundation/kernel/time.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { decidedTogether, type MinutesContent, type MinutesDay } from './domain/minutes-content.js';

/** One member on one day: `Chair: present, came in at 14:20`. */
export function memberLine(words: Translator, member: MinutesDay['attendance'][number]): string {
  const { t, time } = words;
  const { label, status, by, arrivedAt, leftAt } = member;
  if (by) return t('minutes.pdf.memberBy', { label, by });
  return [
    t('minutes.pdf.member', { label, status: t(`commission.attendance.status.${status}`) }),
    ...(arrivedAt ? [t('minutes.pdf.arrived', { time: time(arrivedAt) })] : []),
    ...(leftAt ? [t('minutes.pdf.left', { time: time(leftAt) })] : []),
  ].join(', ');
}

/** Who was there for which decision. Empty where the same members decided everything. */
export function decidedByLines(words: Translator, content: Pick<MinutesContent, 'days' | 'cases'>): string[] {
  const groups = decidedTogether(content);
  if (groups.length < 2) return [];
  return groups.map(({ day, numbers, members }) =>
    words.t('minutes.pdf.decidedBy', {
      count: numbers.length,
      numbers: words.list(numbers.map(String)),
      day: words.day(dayOf(day.startsAt)),
      members: members.length === 0 ? words.t('minutes.pdf.nobody') : words.list([...members]),
    }),
  );
}
