import { Matches } from 'class-validator';
import { addMonths, isDay, type Day } from '../../../foundation/kernel/time.js';
import { DatePart, readDay, type FieldError } from '../../../foundation/platform/web/index.js';

/** At most so many families a day: a desk has to be able to answer those who ring back. */
const MOST_PER_DAY = 200;
/** A campaign begins within this time: what it says must still be true. */
const LATEST_MONTHS = 3;

export class CampaignForm {
  @Matches(/^\d{1,4}$/, { message: 'firstContact.errors.perDay' })
  perDay: string;

  @DatePart('firstContact.errors.from') fromDay?: string;
  @DatePart('firstContact.errors.from') fromMonth?: string;
  @DatePart('firstContact.errors.from') fromYear?: string;

  /** How many families the person was shown. */
  @Matches(/^\d{1,6}$/, { message: 'firstContact.errors.expected' })
  expected: string;
}

export function campaignErrors(typed: Record<string, unknown>, today: Day): FieldError[] {
  const [perDay, from] = [Number(typed['perDay']), readDay(typed, 'from')];
  return [
    ...(perDay >= 1 && perDay <= MOST_PER_DAY ? [] : [{ field: 'perDay', message: 'firstContact.errors.perDay' }]),
    ...(isDay(from) && from > today && from <= addMonths(today, LATEST_MONTHS)
      ? []
      : [{ field: 'from', message: 'firstContact.errors.from' }]),
  ];
}
