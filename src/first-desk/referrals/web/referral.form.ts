import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import { readPhone } from '../../../foundation/kernel/phone-number.js';
import {
  alsoWrong,
  Choice,
  DatePart,
  Email,
  OneOf,
  PersonName,
  Phone,
  readDay,
  Text,
  Ticked,
  type FieldError,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { Territory } from '../../../territory/territory/index.js';
import {
  AGREED_BY,
  CALL_LANGUAGES,
  CALL_TIMES,
  NOTED_OUTCOMES,
  PARTNER_KINDS,
  TOPICS,
  type AgreedBy,
  type CallLanguage,
  type CallTime,
  type NotedOutcome,
  type PartnerKind,
  type Topic,
} from '../domain/referral.js';
import type { ToldReferral } from '../referral-intake.js';

/** What a family from outside the territory has for a commune. */
export const ELSEWHERE = 'ailleurs';
const LONGEST_SERVICE = 100;

/** What a service tells of a family: names, a contact and choices; no words of its own. */
export class ReferralForm {
  @PersonName('referral.errors.firstName', 'referral.errors.firstName') firstName?: string;
  @PersonName('referral.errors.surname', 'referral.errors.surname') surname?: string;
  @Phone('referral.errors.phone') phone?: string;
  @Email('referral.errors.email') email?: string;
  @Text('referral.errors.commune', 10) communeCode?: string;
  @OneOf(TOPICS, 'referral.errors.topic') topic: Topic;
  @OneOf(CALL_TIMES, 'referral.errors.callTime') callTime: CallTime;
  @Choice(CALL_LANGUAGES, 'referral.errors.language') language?: CallLanguage;
  @Ticked('referral.errors.agreed') agreed?: string;
  @OneOf(AGREED_BY, 'referral.errors.agreedBy') agreedBy: AgreedBy;
  @DatePart('referral.errors.agreedOn') agreedOnDay?: string;
  @DatePart('referral.errors.agreedOn') agreedOnMonth?: string;
  @DatePart('referral.errors.agreedOn') agreedOnYear?: string;
  @Ticked('referral.errors.tellsBack') tellsBack?: string;
}

/** The desk says who rang, too. */
export class NotedReferralForm extends ReferralForm {
  @OneOf(PARTNER_KINDS, 'referral.errors.kind') kind: PartnerKind;
  @Text('referral.errors.service', LONGEST_SERVICE) service?: string;
}

/** In the order of the page: a choice that nobody made sends nothing by which its place is known. */
const ON_PAGE = [
  ...['kind', 'service', 'surname', 'firstName', 'phone', 'email', 'communeCode', 'topic', 'callTime', 'language'],
  ...['agreed', 'agreedBy', 'agreedOn', 'tellsBack'],
];

/** The form with what its class cannot judge: what is missing, above all the family's agreement. */
export function checkReferral<Fields extends ReferralForm>(
  form: Submitted<Fields>,
  territory: Territory,
): Submitted<Fields> {
  const { values } = form;
  const said = (name: string): string => (typeof values[name] === 'string' ? values[name].trim() : '');
  const day = readDay(values, 'agreedOn');
  const commune = said('communeCode');
  const wrong: FieldError[] = [
    ...(said('surname') === '' ? [{ field: 'surname', message: 'referral.errors.noSurname' }] : []),
    ...(said('phone') === '' && said('email') === '' ? [{ field: 'phone', message: 'referral.errors.contact' }] : []),
    ...(commune !== ELSEWHERE && territory.commune(commune) === null
      ? [{ field: 'communeCode', message: 'referral.errors.commune' }]
      : []),
    ...(said('agreed') === '' ? [{ field: 'agreed', message: 'referral.errors.notAgreed' }] : []),
    ...(day === null || day === 'invalid' ? [{ field: 'agreedOn', message: 'referral.errors.agreedOn' }] : []),
  ];
  const checked = alsoWrong(form, wrong);
  if (checked.ok) return checked;
  const place = ({ field }: FieldError): number => ON_PAGE.indexOf(field);
  return { ...checked, errors: [...checked.errors].sort((a, b) => place(a) - place(b)) };
}

export const readReferral = (form: ReferralForm, values: Record<string, unknown>): ToldReferral => ({
  firstName: form.firstName ?? null,
  surname: form.surname!,
  phone: form.phone ? readPhone(form.phone) : null,
  email: form.email?.toLowerCase() ?? null,
  communeCode: form.communeCode === ELSEWHERE ? null : form.communeCode!,
  callTime: form.callTime,
  topic: form.topic,
  language: form.language ?? null,
  agreed: form.agreed === 'yes',
  agreedBy: form.agreedBy,
  agreedOn: String(readDay(values, 'agreedOn')),
  tellsBack: form.tellsBack === 'yes',
});

/** The field at which a refusal is shown, by its code. */
export const REFERRAL_FIELDS: Readonly<Record<string, string>> = {
  'referral.notAgreed': 'agreed',
  'referral.agreedLater': 'agreedOn',
  'referral.agreedLongAgo': 'agreedOn',
  'referral.noContact': 'phone',
};

/** A press on one referral, with the version that the agent saw. */
export class SeenForm {
  @Type(() => Number)
  @IsInt({ message: 'web.errors.unreadable' })
  @Min(1, { message: 'web.errors.unreadable' })
  version: number;
}

export class OutcomeForm extends SeenForm {
  @OneOf(NOTED_OUTCOMES, 'referral.errors.outcome') outcome: NotedOutcome;
}

export class LinkForm extends SeenForm {
  @Text('referral.errors.number', 20) number?: string;
}

export class PartnerForm {
  @OneOf(PARTNER_KINDS, 'referral.errors.kind') kind: PartnerKind;
  @Text('referral.errors.service', LONGEST_SERVICE) name?: string;
  @Text('referral.errors.person', LONGEST_SERVICE) person?: string;
  @Email('referral.errors.email') email?: string;
  @Phone('referral.errors.mobile') mobile?: string;
}

export class CodeForm {
  @Text('referral.errors.code', 20) code?: string;
}
