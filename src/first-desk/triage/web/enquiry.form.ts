import { IsUUID } from 'class-validator';
import {
  Choice,
  DatePart,
  OneOf,
  OneOfGroups,
  PersonName,
  Phone,
  readDay,
  Text,
  WholeNumber,
  type FieldError,
} from '../../../foundation/platform/web/index.js';
import {
  ANSWER_MEANS,
  ENQUIRY_CHANNELS,
  ENQUIRY_SUBJECTS,
  LONGEST_CONTACT_MINUTES,
  type AnswerMeans,
} from '../domain/enquiry-words.js';
import { VersionedForm } from './versioned.form.js';

export class EnquiryForm {
  @OneOf(ENQUIRY_CHANNELS, 'triage.errors.enquiryChannel') channel: (typeof ENQUIRY_CHANNELS)[number];
  @OneOfGroups(ENQUIRY_SUBJECTS, 'triage.errors.enquirySubject') subject: string;
  @PersonName('enquiry.errors.who', 'enquiry.errors.whoSigns') who?: string;
  @Phone('enquiry.errors.phone') phone?: string;
  @Text('triage.errors.commune', 10) communeCode?: string;
  @Text('triage.errors.note', 1000) note?: string;
  @WholeNumber('triage.errors.minutes') minutes?: string;
  @Text('triage.errors.dossierNumber', 20) dossierNumber?: string;
  @Choice(ANSWER_MEANS, 'enquiry.errors.means') means?: AnswerMeans;
  @Text('enquiry.errors.answer', 1000) answer?: string;
  @DatePart('enquiry.errors.callBack') callBackDay?: string;
  @DatePart('enquiry.errors.callBack') callBackMonth?: string;
  @DatePart('enquiry.errors.callBack') callBackYear?: string;
}

export class AnswerForm extends VersionedForm {
  @OneOf(ANSWER_MEANS, 'enquiry.errors.means') means: AnswerMeans;
  @Text('enquiry.errors.answer', 1000) answer?: string;
  @DatePart('enquiry.errors.answeredOn') answeredDay?: string;
  @DatePart('enquiry.errors.answeredOn') answeredMonth?: string;
  @DatePart('enquiry.errors.answeredOn') answeredYear?: string;
}

export class CallBackForm extends VersionedForm {
  @DatePart('enquiry.errors.callBack') callBackDay?: string;
  @DatePart('enquiry.errors.callBack') callBackMonth?: string;
  @DatePart('enquiry.errors.callBack') callBackYear?: string;
}

export class LinkForm extends VersionedForm {
  @IsUUID('all', { message: 'enquiry.errors.request' }) requestId: string;
}

/** What is looked for: sent as a form, because addresses stay in histories and in the logs of others. */
export class FamilySearchForm {
  @Text('triage.errors.text', 100) text?: string;
}

/** Reads the minutes of a contact that were typed; an empty field says nothing. */
export function readMinutes(typed: string | undefined): number | null | 'invalid' {
  if (typed === undefined) return null;
  const minutes = Number(typed);
  return minutes >= 1 && minutes <= LONGEST_CONTACT_MINUTES ? minutes : 'invalid';
}

/** The error of a day that was typed and is none. */
export const unreadableDay = (values: Record<string, unknown>, field: string, message: string): FieldError[] =>
  readDay(values, field) === 'invalid' ? [{ field, message }] : [];
