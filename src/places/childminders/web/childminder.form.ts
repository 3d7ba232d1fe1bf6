import { IsOptional, IsString } from 'class-validator';
import { readPhone } from '../../../foundation/kernel/phone-number.js';
import type { Refused } from '../../../foundation/kernel/refused-by.js';
import type { Day } from '../../../foundation/kernel/time.js';
import {
  DatePart,
  Email,
  Name,
  OneOf,
  Phone,
  readDay,
  refusedField,
  SomeOf,
  Text,
  WholeNumber,
  type FieldError,
} from '../../../foundation/platform/web/index.js';
import type { NewProvider } from '../../../offer/supply/index.js';
import type { KnownChildminder } from '../childminder-book.js';
import type { ChildminderFacts } from '../childminder-records.js';
import type { AgedPlaces } from '../domain/agreement.js';
import { ASK_CHANNELS, SHOWN_CONTACTS, type AskChannel, type ShownContact } from '../domain/publication.js';

type Values = Readonly<Record<string, unknown>>;

/** For how many ages the form has room. */
export const AGE_LINES = [1, 2, 3] as const;
const AGREED = 'minder.errors.agreed';
const AGES = 'minder.errors.ages';

export class NewChildminderForm {
  @Name('minder.errors.name') name?: string;
  @Text('minder.errors.commune', 10) commune?: string;
  @Text('minder.errors.mam', 80) mam?: string;
  @WholeNumber(AGREED) capacity?: string;
  @Text('minder.errors.address', 200) address?: string;
  @Phone('minder.errors.phone') phone?: string;
  @Email('minder.errors.email', 80) email?: string;
}

export class ChildminderForm {
  @IsString({ message: 'minder.errors.version' }) version: string;
  @DatePart('minder.errors.agreementFrom') agreementFromDay?: string;
  @DatePart('minder.errors.agreementFrom') agreementFromMonth?: string;
  @DatePart('minder.errors.agreementFrom') agreementFromYear?: string;
  @DatePart('minder.errors.agreementTo') agreementToDay?: string;
  @DatePart('minder.errors.agreementTo') agreementToMonth?: string;
  @DatePart('minder.errors.agreementTo') agreementToYear?: string;
  @WholeNumber(AGES) age1From?: string;
  @WholeNumber(AGES) age1To?: string;
  @WholeNumber(AGES) age1Places?: string;
  @WholeNumber(AGES) age2From?: string;
  @WholeNumber(AGES) age2To?: string;
  @WholeNumber(AGES) age2Places?: string;
  @WholeNumber(AGES) age3From?: string;
  @WholeNumber(AGES) age3To?: string;
  @WholeNumber(AGES) age3Places?: string;
  @Text('minder.errors.birthYear', 4) birthYear?: string;
  @DatePart('minder.errors.toldOn') toldOnDay?: string;
  @DatePart('minder.errors.toldOn') toldOnMonth?: string;
  @DatePart('minder.errors.toldOn') toldOnYear?: string;
  @IsOptional() @SomeOf(SHOWN_CONTACTS, 'minder.errors.shown') shown?: string | string[];
  @OneOf(ASK_CHANNELS, 'minder.errors.channel') channel: AskChannel;
}

/** Free places, one number for each half-day shown, from a day on. */
export class AvailabilityForm {
  /** When what the person saw was said; empty when nothing was. */
  @IsOptional() @IsString({ message: 'minder.errors.version' }) seen?: string;
  @DatePart('minder.errors.from') fromDay?: string;
  @DatePart('minder.errors.from') fromMonth?: string;
  @DatePart('minder.errors.from') fromYear?: string;
  @IsOptional() @IsString({ each: true, message: 'supply.seats.error' }) 'seats[]'?: string[];
}

/** The button that confirms what is recorded. */
export class ConfirmForm {
  @IsOptional() @IsString({ message: 'minder.errors.version' }) seen?: string;
}

const textOf = (values: Values, field: string): string | null => String(values[field] ?? '').trim() || null;

function needed(values: Values, field: string, message: string, wrong: FieldError[]): string {
  const text = textOf(values, field);
  if (text === null) wrong.push({ field, message });
  return text ?? '';
}

function dayOrNull(values: Values, field: string, wrong: FieldError[]): Day | null {
  const day = readDay(values, field);
  if (day !== 'invalid') return day;
  wrong.push({ field, message: `minder.errors.${field}` });
  return null;
}

/** Who she is, as it was typed. Adds an error for what has to be said and is not. */
export function readNewChildminder(values: Values, wrong: FieldError[]): NewProvider {
  const phone = textOf(values, 'phone');
  const capacity = needed(values, 'capacity', AGREED, wrong);
  if (capacity === '0') wrong.push({ field: 'capacity', message: AGREED });
  return {
    kind: 'childminder',
    name: needed(values, 'name', 'minder.errors.name', wrong),
    communeCode: needed(values, 'commune', 'minder.errors.commune', wrong),
    mamId: textOf(values, 'mam'),
    authorisedCapacity: Number(capacity),
    address: textOf(values, 'address'),
    phone: phone && readPhone(phone),
    email: textOf(values, 'email'),
    webPage: null,
    establishmentKind: null,
    manager: null,
    funding: null,
    hourlyCents: null,
    agreedBands: null,
    avip: false,
  };
}

/** The ages typed. Adds an error for a line that is not whole. */
function readAges(values: Values, wrong: FieldError[]): AgedPlaces[] {
  return AGE_LINES.flatMap((nth) => {
    const typed = ['From', 'To', 'Places'].map((part) => textOf(values, `age${nth}${part}`));
    if (typed.every((part) => part === null)) return [];
    if (typed.some((part) => part === null)) {
      wrong.push({ field: `age${nth}From`, message: AGES });
      return [];
    }
    const [fromMonths, toMonths, places] = typed.map(Number) as [number, number, number];
    return [{ fromMonths, toMonths, places }];
  });
}

/** What the desk writes of her, as it was typed. */
export function readFacts(values: Values, today: Day, wrong: FieldError[]): ChildminderFacts {
  const agreementFrom = dayOrNull(values, 'agreementFrom', wrong);
  const agreementTo = dayOrNull(values, 'agreementTo', wrong);
  if (agreementFrom !== null && agreementTo !== null && agreementTo < agreementFrom)
    wrong.push({ field: 'agreementTo', message: 'minder.errors.agreementTo' });
  const toldOn = dayOrNull(values, 'toldOn', wrong);
  if (toldOn !== null && toldOn > today) wrong.push({ field: 'toldOn', message: 'minder.errors.toldOn' });
  const year = textOf(values, 'birthYear');
  const thisYear = Number(today.slice(0, 4));
  if (year !== null && !(/^\d{4}$/.test(year) && Number(year) > thisYear - 90 && Number(year) < thisYear - 17))
    wrong.push({ field: 'birthYear', message: 'minder.errors.birthYear' });
  return {
    agedPlaces: readAges(values, wrong),
    agreementFrom,
    agreementTo,
    birthYear: year === null ? null : Number(year),
    toldOn,
    shownContacts: [values['shown'] ?? []].flat() as ShownContact[],
    channel: values['channel'] as AskChannel,
  };
}

/** The day from which the places typed are free. Adds an error when there is none. */
export function readFreeFrom(values: Values, wrong: FieldError[]): Day {
  const day = readDay(values, 'from');
  if (day !== null && day !== 'invalid') return day;
  wrong.push({ field: 'from', message: 'minder.errors.from' });
  return '';
}

/**
 * How a page of free places shows a refusal: what was typed is kept, with what was said meanwhile as what the person
 * has now seen, so that it can be sent again.
 */
export function availabilityShownAgain(
  values: Values,
  { refusal, status }: Refused,
  { record }: Pick<KnownChildminder, 'record'>,
): { values: Record<string, unknown>; errors: FieldError[] } {
  const field = refusal.code === 'childminder.tooMany' ? 'seats-mon-am' : 'from';
  return {
    values: { ...values, ...(status === 409 ? { seen: record?.saidAt ?? '' } : {}) },
    errors: [refusedField(field, refusal)],
  };
}
