import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { MONTHS, ORDINALS, readRule, ruleText, type Ordinal } from '../../../../territory/calendar/domain/index.js';
import type { Day } from '../../../../foundation/kernel/time.js';
import { readTime, type FieldError, type Submitted } from '../../../../foundation/platform/web/index.js';
import type { BodyRecurrence } from '../../domain/body-recurrence.js';

/** Commissions sit on working days. */
export const SITTING_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const DIGITS = /^\d{1,4}$/;
const several = ({ value }: { value: unknown }): unknown =>
  value === undefined || Array.isArray(value) ? value : [value];

export class RecurrenceForm {
  @Transform(several)
  @ArrayNotEmpty({ message: 'commission.recurrence.errors.ordinals' })
  @ArrayMaxSize(5, { message: 'commission.recurrence.errors.ordinals' })
  @IsIn(ORDINALS.map(String), { each: true, message: 'commission.recurrence.errors.ordinals' })
  ordinals: string[];

  @IsIn(SITTING_DAYS, { message: 'commission.recurrence.errors.weekday' }) weekday: (typeof SITTING_DAYS)[number];

  @Transform(several)
  @ArrayNotEmpty({ message: 'commission.recurrence.errors.months' })
  @ArrayMaxSize(12, { message: 'commission.recurrence.errors.months' })
  @IsIn(MONTHS.map(String), { each: true, message: 'commission.recurrence.errors.months' })
  months: string[];

  @IsOptional() @MaxLength(8, { message: 'commission.errors.time' }) time?: string;
  @IsString({ message: 'commission.errors.room' }) @MaxLength(120, { message: 'commission.errors.room' }) room: string;
  @Matches(/^([1-9]|1[0-2])$/, { message: 'commission.recurrence.errors.entryMonths' }) entryMonths: string;
}

/** The rule that the form describes in plain words, or all its errors at once. */
export function recurrenceIn(
  form: Submitted<RecurrenceForm>,
): { ok: true; recurrence: Omit<BodyRecurrence, 'exceptions'> } | { ok: false; errors: FieldError[] } {
  const errors: FieldError[] = form.ok ? [] : form.errors.filter(({ field }) => field !== 'time');
  const time = readTime(form.values['time']);
  if (time === null || time === 'invalid') errors.push({ field: 'time', message: 'commission.errors.time' });
  if (!form.ok || time === null || time === 'invalid') return { ok: false, errors };
  const { ordinals, weekday, months, room, entryMonths } = form.value;
  const rule = ruleText({
    ordinals: ordinals.map((ordinal) => Number(ordinal) as Ordinal),
    weekday,
    months: months.map(Number),
  });
  return { ok: true, recurrence: { rule, time, room, entryMonths: Number(entryMonths) } };
}

export function recurrenceValues(recurrence: BodyRecurrence | null, room: string): Record<string, unknown> {
  const read = recurrence && readRule(recurrence.rule);
  if (!recurrence || !read) return { time: '14:00', room, entryMonths: '2' };
  return {
    ordinals: read.ordinals.map(String),
    weekday: read.weekday,
    months: read.months.map(String),
    time: recurrence.time,
    room: recurrence.room,
    entryMonths: String(recurrence.entryMonths),
  };
}

/** A button that changes one date of the year. */
export class RecurrenceDateForm {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'commission.recurrence.errors.date' }) ruleDay: Day;
  @IsIn(['skip', 'restore', 'move'], { message: 'commission.recurrence.errors.date' }) act: 'skip' | 'restore' | 'move';
  /** For `move`: the day that the page suggested. */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'commission.errors.day' }) suggested?: Day;
}

export class OtherDayForm {
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayDay?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayMonth?: string;
  @IsOptional() @Matches(DIGITS, { message: 'commission.errors.day' }) dayYear?: string;
}
