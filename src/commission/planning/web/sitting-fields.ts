import { isDay, type Day } from '../../../kernel/time.js';
import { readDay, readTime, type FieldError, type Submitted } from '../../../platform/web/index.js';
import type { MoveForm } from './planning.form.js';

/** Day and hour of a form, with what is wrong in it. */
export function sittingOf(form: Submitted<MoveForm>): { errors: FieldError[]; day: Day | null; time: string | null } {
  const suggested = form.values['suggested'];
  const day = isDay(suggested) ? suggested : readDay(form.values, 'day');
  const time = readTime(String(form.values['time'] ?? ''));
  const errors: FieldError[] = form.ok ? [] : [...form.errors];
  if (!isDay(day)) errors.push({ field: 'day', message: 'commission.errors.day' });
  if (time === null || time === 'invalid') errors.push({ field: 'time', message: 'commission.errors.time' });
  return { errors, day: isDay(day) ? day : null, time };
}
