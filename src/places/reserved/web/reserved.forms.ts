import { IsOptional, IsString } from 'class-validator';
import type { Refused } from '../../../foundation/kernel/refused-by.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { slotsToMask, SLOTS, type Slot, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import {
  Choice,
  DatePart,
  OneOf,
  readDay,
  refusedField,
  Text,
  WholeNumber,
  type FieldError,
} from '../../../foundation/platform/web/index.js';
import { LONGEST_EMPLOYER, OWNER_KINDS } from '../../../offer/supply/index.js';

/** The half-days that the form shows: Monday to Saturday. */
export const SHOWN_SLOTS: readonly Slot[] = SLOTS.slice(0, 12);

export class TermsForm {
  /** The version of the establishment that the person saw. */
  @IsString({ message: 'provider.errors.version' }) version: string;
  @DatePart('reserved.errors.from') fromDay?: string;
  @DatePart('reserved.errors.from') fromMonth?: string;
  @DatePart('reserved.errors.from') fromYear?: string;
  @DatePart('reserved.errors.to') toDay?: string;
  @DatePart('reserved.errors.to') toMonth?: string;
  @DatePart('reserved.errors.to') toYear?: string;
  @DatePart('reserved.errors.releaseOn') releaseOnDay?: string;
  @DatePart('reserved.errors.releaseOn') releaseOnMonth?: string;
  @DatePart('reserved.errors.releaseOn') releaseOnYear?: string;
  @WholeNumber('reserved.errors.places') places?: string;
  @IsOptional() @IsString({ each: true, message: 'reserved.errors.slots' }) slots?: string | string[];
}

export class ReserveForm extends TermsForm {
  @Text('reserved.errors.section', 80) section?: string;
  @OneOf(OWNER_KINDS, 'reserved.errors.ownerKind') ownerKind: (typeof OWNER_KINDS)[number];
  @Text('reserved.errors.commune', 10) commune?: string;
  @Text('reserved.errors.employer', LONGEST_EMPLOYER) employer?: string;
}

export class EndForm {
  @IsString({ message: 'provider.errors.version' }) version: string;
  @DatePart('reserved.errors.end') endDay?: string;
  @DatePart('reserved.errors.end') endMonth?: string;
  @DatePart('reserved.errors.end') endYear?: string;
}

export class RightForm {
  @Text('reserved.errors.number', 20) number?: string;
  @Text('reserved.errors.owner', 80) owner?: string;
  @Text('reserved.errors.saidBy', 100) saidBy?: string;
}

export class ChildForm {
  @Text('reserved.errors.child', 40) placement?: string;
  @Text('reserved.errors.owner', 80) childOwner?: string;
  @Text('reserved.errors.saidBy', 100) childSaidBy?: string;
  @Choice(['yes'], 'reserved.errors.owner') nobody?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** A day that has to be there. Adds an error when it is missing or is none. */
export function neededDayOf(values: Values, field: string, wrong: FieldError[]): Day {
  const day = readDay(values, field);
  if (day !== null && day !== 'invalid') return day;
  wrong.push({ field, message: `reserved.errors.${field}` });
  return '';
}

/** A day that may be left out. */
export function optionalDayOf(values: Values, field: string, wrong: FieldError[]): Day | null {
  const day = readDay(values, field);
  if (day !== 'invalid') return day;
  wrong.push({ field, message: `reserved.errors.${field}` });
  return null;
}

/** A text that has to be there. */
export function neededTextOf(values: Values, field: string, message: string, wrong: FieldError[]): string {
  const text = String(values[field] ?? '').trim();
  if (text === '') wrong.push({ field, message });
  return text;
}

/** The half-days that were ticked. What is no half-day of the form is left out. */
export const tickedSlots = (typed: unknown): SlotMask => {
  const ticked = new Set([typed ?? []].flat().map(String));
  return slotsToMask(SHOWN_SLOTS.filter((slot) => ticked.has(slot)));
};

/** The field beside which each refusal of a reservation is shown. */
const FIELDS: Readonly<Record<string, string>> = {
  'reserved.employerNeeded': 'employer',
  'reserved.communeNeeded': 'commune',
  'reserved.noHalfDay': 'slots',
  'reserved.noPlace': 'places',
  'reserved.noRoom': 'places',
  'reserved.order': 'to',
  'reserved.releaseAfterEnd': 'releaseOn',
};

/** How a page shows a refusal: what was typed is kept, and the version is the one that stands now. */
export function shownAgain(
  values: Values,
  { refusal }: Refused,
  version: number,
  usual = 'from',
): { values: Record<string, unknown>; errors: FieldError[] } {
  return {
    values: { ...values, version: String(version) },
    errors: [refusedField(FIELDS[refusal.code] ?? usual, refusal)],
  };
}
