import type { Weekday } from '../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { lettersOfDays } from './domain/days.js';
import { UNUSED_CELL } from './domain/reading.js';
import type { RequestReading } from './domain/read-row.js';

/** What a list says and the form has no field for, as the note of the desk; null when nothing is left. */
export function deskNoteOf(reading: RequestReading, { t, list, weekday }: Translator): string | null {
  const daysOnly = reading.daysWanted.length > 0 && !reading.form.children[0]?.need.week;
  const daysOf = (days: readonly Weekday[]): string =>
    days.map(weekday).reduce((first, second) => t('triage.import.note.either', { first, second }));
  const lines = [
    ...(daysOnly ? [t('triage.import.note.days', { days: list(reading.daysWanted.map(weekday)) })] : []),
    ...reading.problems.flatMap(({ field, value }) => {
      const letters = field === 'need.week' ? lettersOfDays(value) : null;
      return letters ? [t('triage.import.note.letters', { letters: value, days: list(letters.map(daysOf)) })] : [];
    }),
    ...reading.problems
      .filter(({ value, reason }) => value !== '' && UNUSED_CELL.includes(reason))
      .map(({ field, value }) => t('triage.import.note.written', { field: t(`triage.import.field.${field}`), value })),
    ...reading.approximate.map((field) =>
      t('triage.import.note.approximate', { field: t(`triage.import.field.${field}`) }),
    ),
    ...(reading.requestedOn === null ? [t('triage.import.note.noRequestDate')] : []),
    ...(reading.note === null ? [] : [reading.note]),
  ];
  return lines.length === 0 ? null : lines.join('\n');
}
