import { IsOptional, Matches } from 'class-validator';
import { isDay, type Day } from '../../../foundation/kernel/time.js';
import { Choice, DatePart, OneOf, readDay, Text, type FieldError } from '../../../foundation/platform/web/index.js';
import { LOOK_REASONS, LOOKED_ACTS, type LookedAct, type LookReason } from '../domain/look.js';

/** What somebody looks for in the journal, and why. */
export class LookForm {
  @OneOf(LOOK_REASONS, 'journal.errors.reason') reason: LookReason;

  @Matches(/^[\s\S]{3,200}$/, { message: 'journal.errors.text' }) text: string;

  @IsOptional() @Matches(/^[0-9a-f-]{36}$/, { message: 'journal.errors.person' }) person?: string;
  @Text('journal.errors.number', 20) number?: string;
  @Choice(LOOKED_ACTS, 'journal.errors.act') act?: LookedAct;

  @DatePart('journal.errors.since') sinceDay?: string;
  @DatePart('journal.errors.since') sinceMonth?: string;
  @DatePart('journal.errors.since') sinceYear?: string;
  @DatePart('journal.errors.until') untilDay?: string;
  @DatePart('journal.errors.until') untilMonth?: string;
  @DatePart('journal.errors.until') untilYear?: string;
}

/** The day of a field; what is wrong with it is added to `wrong`. */
export function dayOfField(values: Record<string, unknown>, field: 'since' | 'until', wrong: FieldError[]): Day {
  const day = readDay(values, field);
  if (isDay(day)) return day;
  wrong.push({ field, message: `journal.errors.${field}` });
  return '';
}
