import { IsOptional, IsString } from 'class-validator';
import type { Refused } from '../../../foundation/kernel/refused-by.js';
import { isTimeOfDay, type Day } from '../../../foundation/kernel/time.js';
import {
  Amount,
  Choice,
  DatePart,
  Days,
  Email,
  Name,
  OneOf,
  Phone,
  readDay,
  readTime,
  refusedField,
  Text,
  Ticked,
  TimePart,
  WholeNumber,
  type FieldError,
} from '../../../foundation/platform/web/index.js';
import type { AgreedBand } from '../domain/authorised-capacity.js';
import { AGE_GROUPS, ESTABLISHMENT_KINDS, FUNDINGS, PROVIDER_KINDS } from '../domain/kinds.js';

/** The version of the provider that the person saw. */
export class SeenForm {
  @IsString({ message: 'provider.errors.version' }) version: string;
}
/** What is changed from a day on. */
export class DatedForm extends SeenForm {
  @DatePart('provider.errors.from') fromDay?: string;
  @DatePart('provider.errors.from') fromMonth?: string;
  @DatePart('provider.errors.from') fromYear?: string;
}

export class ContactForm extends DatedForm {
  @Text('provider.errors.address', 200) address?: string;
  @Phone('provider.errors.phone') phone?: string;
  @Email('provider.errors.email', 80) email?: string;
  @Text('provider.errors.webPage', 200) webPage?: string;
}

/** For how many bands of hours the form has room. */
export const BANDS = [1, 2, 3] as const;

export class IdentityForm extends DatedForm {
  @OneOf(PROVIDER_KINDS, 'provider.errors.kind') kind: string;
  @Name('provider.errors.name') name?: string;
  @Choice(ESTABLISHMENT_KINDS, 'provider.errors.establishmentKind') establishmentKind?: string;
  @Text('provider.errors.commune', 10) commune?: string;
  @Name('provider.errors.manager') manager?: string;
  @Choice(FUNDINGS, 'provider.errors.funding') funding?: string;
  @Amount('provider.errors.hourly') hourly?: string;
  @WholeNumber('provider.errors.capacity') capacity?: string;
  @Ticked('provider.errors.avip') avip?: string;
  @Text('provider.errors.mam', 80) mam?: string;
  @TimePart('provider.errors.band') band1Start?: string;
  @TimePart('provider.errors.band') band1End?: string;
  @WholeNumber('provider.errors.band') band1Places?: string;
  @TimePart('provider.errors.band') band2Start?: string;
  @TimePart('provider.errors.band') band2End?: string;
  @WholeNumber('provider.errors.band') band2Places?: string;
  @TimePart('provider.errors.band') band3Start?: string;
  @TimePart('provider.errors.band') band3End?: string;
  @WholeNumber('provider.errors.band') band3Places?: string;
}

/** A new provider: what it is, and where families find it. */
export class NewProviderForm extends IdentityForm {
  @Text('provider.errors.address', 200) address?: string;
  @Phone('provider.errors.phone') phone?: string;
  @Email('provider.errors.email', 80) email?: string;
  @Text('provider.errors.webPage', 200) webPage?: string;
}

export class WordsForm extends DatedForm {
  @Text('provider.errors.words', 2000) howItWorks?: string;
  @Text('provider.errors.words', 2000) howItWorksEn?: string;
  @Text('provider.errors.words', 1000) accessibility?: string;
  @Text('provider.errors.words', 1000) adaptationExperience?: string;
  @Ticked('provider.errors.words') atypicalHours?: string;
}

export class HoursForm extends DatedForm {
  @DatePart('provider.errors.to') toDay?: string;
  @DatePart('provider.errors.to') toMonth?: string;
  @DatePart('provider.errors.to') toYear?: string;
  @TimePart('provider.errors.time') commonStart?: string;
  @TimePart('provider.errors.time') commonEnd?: string;
  @Days('provider.errors.days') days?: string | string[];
  @TimePart('provider.errors.time') monStart?: string;
  @TimePart('provider.errors.time') monEnd?: string;
  @TimePart('provider.errors.time') tueStart?: string;
  @TimePart('provider.errors.time') tueEnd?: string;
  @TimePart('provider.errors.time') wedStart?: string;
  @TimePart('provider.errors.time') wedEnd?: string;
  @TimePart('provider.errors.time') thuStart?: string;
  @TimePart('provider.errors.time') thuEnd?: string;
  @TimePart('provider.errors.time') friStart?: string;
  @TimePart('provider.errors.time') friEnd?: string;
  @TimePart('provider.errors.time') satStart?: string;
  @TimePart('provider.errors.time') satEnd?: string;
  @TimePart('provider.errors.time') sunStart?: string;
  @TimePart('provider.errors.time') sunEnd?: string;
}

export class ClosingDaysForm extends DatedForm {
  @DatePart('provider.errors.to') toDay?: string;
  @DatePart('provider.errors.to') toMonth?: string;
  @DatePart('provider.errors.to') toYear?: string;
  @Text('provider.errors.reason', 100) reason?: string;
  @Ticked('provider.errors.yearly') yearly?: string;
}

export class SectionForm extends DatedForm {
  @Text('provider.errors.sectionName', 60) name?: string;
  @WholeNumber('provider.errors.ageFrom') ageFrom?: string;
  @WholeNumber('provider.errors.ageTo') ageTo?: string;
}
export class NewSectionForm extends SectionForm {
  @OneOf(AGE_GROUPS, 'provider.errors.section') group: string;
  @WholeNumber('provider.errors.places') places?: string;
}

export class SectionPlacesForm extends DatedForm {
  /** One number for each half-day shown, in the order of the week. */
  @IsOptional() @IsString({ each: true, message: 'supply.seats.error' }) 'seats[]'?: string[];
}

export class ClosureForm extends DatedForm {
  @Text('provider.errors.reason', 500) reason?: string;
  @Ticked('provider.errors.confirmed') confirmed?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** The day from which a change holds. Adds an error when there is none. */
export function neededFrom(values: Values, wrong: FieldError[]): Day {
  const day = readDay(values, 'from');
  if (day !== null && day !== 'invalid') return day;
  wrong.push({ field: 'from', message: 'provider.errors.from' });
  return '';
}

/** The last day of a period; null when it is left open. */
export function optionalTo(values: Values, wrong: FieldError[]): Day | null {
  const day = readDay(values, 'to');
  if (day !== 'invalid') return day;
  wrong.push({ field: 'to', message: 'provider.errors.to' });
  return null;
}

/** A text that has to be there. */
export function neededText(values: Values, field: string, message: string, wrong: FieldError[]): string {
  const text = String(values[field] ?? '').trim();
  if (text === '') wrong.push({ field, message });
  return text;
}

/** The bands of hours typed; null when there is none. Adds an error for a band that is not whole. */
export function readBands(values: Values, wrong: FieldError[]): AgreedBand[] | null {
  const bands = BANDS.flatMap((nth) => {
    const typed = ['Start', 'End', 'Places'].map((part) => String(values[`band${nth}${part}`] ?? '').trim());
    if (typed.every((part) => part === '')) return [];
    const [start, end] = [readTime(typed[0]), readTime(typed[1])];
    const places = Number(typed[2]);
    if (isTimeOfDay(start) && isTimeOfDay(end) && start < end && typed[2] !== '') return [{ start, end, places }];
    wrong.push({ field: `band${nth}Start`, message: 'provider.errors.band' });
    return [];
  });
  const meet = bands.some((band, at) =>
    bands.some((other, next) => next > at && band.start < other.end && other.start < band.end),
  );
  if (meet) wrong.push({ field: 'band1Start', message: 'provider.errors.bandsMeet' });
  return bands.length > 0 ? bands : null;
}

/** The field beside which each refusal is shown. */
const FIELDS: readonly (readonly [prefix: string, field: string])[] = [
  ['capacity.over', 'capacity'],
  ['hours.', 'hours'],
  ['closing.', 'to'],
  ['section.exists', 'code'],
  ['section.ages', 'ageTo'],
];

/**
 * How the page of a change shows a refusal: beside its field, with what was typed kept, and with the version that the
 * person sees now, so that it can be sent again.
 */
export function shownAgain(
  values: Values,
  { refusal }: Refused,
  version: number,
  fields = FIELDS,
): { values: Record<string, unknown>; errors: FieldError[] } {
  const field = fields.find(([prefix]) => refusal.code.startsWith(prefix))?.[1] ?? 'from';
  return { values: { ...values, version: String(version) }, errors: [refusedField(field, refusal)] };
}
