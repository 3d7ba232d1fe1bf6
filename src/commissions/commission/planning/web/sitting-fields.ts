import type { Refusal } from '../../../../foundation/kernel/refusal.js';
import { dayOf, isDay, type Day, type Instant } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { readDay, readTime, type FieldError, type Submitted } from '../../../../foundation/platform/web/index.js';
import type { MoveSessionForm } from './planning.form.js';

/** The day and time of a form, with their errors. */
export function sittingOf(form: Submitted<MoveSessionForm>): {
  wrong: FieldError[];
  day: Day | null;
  time: string | null;
} {
  const suggested = form.values['suggested'];
  const day = isDay(suggested) ? suggested : readDay(form.values, 'day');
  const time = readTime(String(form.values['time'] ?? ''));
  const wrong: FieldError[] = [];
  if (!isDay(day)) wrong.push({ field: 'day', message: 'commission.errors.day' });
  if (time === null || time === 'invalid') wrong.push({ field: 'time', message: 'commission.errors.time' });
  return { wrong, day: isDay(day) ? day : null, time };
}

/** The nearest days that are possible, which a refused day suggests as buttons. */
export const alternativesIn = (words: Translator, { facts }: Refusal): { value: Day; text: string }[] =>
  String(facts?.['alternatives'] ?? '')
    .split(' ')
    .filter(isDay)
    .map((day) => ({ value: day, text: words.fullDay(day) }));

/** The tasks that are past on a day, each with its date, as the form shows them before the day is confirmed. */
export const passedIn = (words: Translator, { facts }: Refusal): { task: string; at: string }[] =>
  String(facts?.['tasks'] ?? '')
    .split(' ')
    .filter(Boolean)
    .map((passed) => {
      const [task, at] = passed.split('=') as [string, Instant];
      return passedTaskWords(words, { task, at });
    });

export const passedTaskWords = (
  { t, fullDay }: Translator,
  { task, at }: { readonly task: string; readonly at: Instant },
): { task: string; at: string } => ({ task: t(`commission.task.${task}`), at: fullDay(dayOf(at)) });
