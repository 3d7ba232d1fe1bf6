import { IsArray, IsString } from 'class-validator';
import { SLOTS } from '../../../foundation/kernel/week-schedule.js';
import { DatePart, OneOf, WholeNumber, type FieldError } from '../../../foundation/platform/web/index.js';
import { STAFF_RULES, type AdultsBySlot, type StaffRule } from '../domain/staff-rule.js';

/** A child walks between these ages, in months; another number is a typing error. */
const WALKING_MONTHS = { least: 6, most: 36 };
/** 99 at most: more adults at once than the largest nurseries have are a typing error. */
const ADULTS = /^\d{1,2}$/;
/** Monday morning to Saturday afternoon. */
const ENTERED_SLOTS = SLOTS.slice(0, 12);

export class StaffRuleForm {
  /** The version of the plan that the person saw. */
  @WholeNumber('eaje.errors.version') version: string;
  @OneOf(STAFF_RULES, 'eaje.staff.errors.rule') rule: StaffRule;
  @WholeNumber('eaje.staff.errors.walkingMonths') walkingMonths: string;
}

export class StaffWeekForm {
  @WholeNumber('eaje.errors.version') version: string;
  @DatePart('eaje.errors.fromNotADay') fromDay?: string;
  @DatePart('eaje.errors.fromNotADay') fromMonth?: string;
  @DatePart('eaje.errors.fromNotADay') fromYear?: string;

  /** One number for each half-day shown, in the order of the week. */
  @IsArray({ message: 'eaje.staff.errors.empty' })
  @IsString({ each: true, message: 'eaje.staff.errors.empty' })
  'seats[]': string[];
}

export class StaffWeekRemovalForm {
  @WholeNumber('eaje.errors.version') version: string;
  @DatePart('eaje.errors.fromNotADay') from: string;
}

/** The errors of an age of walking. */
export function judgeWalkingMonths(typed: unknown): FieldError[] {
  const months = Number(typed);
  return typed !== '' && months >= WALKING_MONTHS.least && months <= WALKING_MONTHS.most
    ? []
    : [{ field: 'walkingMonths', message: 'eaje.staff.errors.walkingMonths' }];
}

/** One number for each half-day, in order. An empty field says nothing of its half-day; 0 says that nobody is there. */
export function readAdults(value: unknown, errors: FieldError[]): AdultsBySlot {
  const typed = [value ?? []].flat().map((cell) => String(cell).trim());
  const adults: Record<string, number> = {};
  const before = errors.length;
  for (const [index, slot] of ENTERED_SLOTS.entries()) {
    const text = typed[index] ?? '';
    if (text === '') continue;
    if (ADULTS.test(text)) adults[slot] = Number(text);
    else
      errors.push({
        field: `seats-${slot}`,
        message: 'eaje.staff.errors.adultsOf',
        args: { weekday: slot.slice(0, 3), half: slot.slice(4) },
      });
  }
  if (errors.length === before && Object.keys(adults).length === 0)
    errors.push({ field: `seats-${ENTERED_SLOTS[0]!}`, message: 'eaje.staff.errors.empty' });
  return adults;
}
