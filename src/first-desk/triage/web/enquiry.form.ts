import { OneOf, OneOfGroups, Text, WholeNumber } from '../../../foundation/platform/web/index.js';
import { ENQUIRY_CHANNELS, ENQUIRY_SUBJECTS, LONGEST_CONTACT_MINUTES } from '../domain/enquiry-words.js';

export class EnquiryForm {
  @OneOf(ENQUIRY_CHANNELS, 'triage.errors.enquiryChannel') channel: (typeof ENQUIRY_CHANNELS)[number];
  @OneOfGroups(ENQUIRY_SUBJECTS, 'triage.errors.enquirySubject') subject: string;
  @Text('triage.errors.commune', 10) communeCode?: string;
  @Text('triage.errors.note', 1000) note?: string;
  @WholeNumber('triage.errors.minutes') minutes?: string;
  @Text('triage.errors.dossierNumber', 20) dossierNumber?: string;
}

/** Reads the minutes of a contact that were typed; an empty field says nothing. */
export function readMinutes(typed: string | undefined): number | null | 'invalid' {
  if (typed === undefined) return null;
  const minutes = Number(typed);
  return minutes >= 1 && minutes <= LONGEST_CONTACT_MINUTES ? minutes : 'invalid';
}
