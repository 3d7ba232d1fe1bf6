import { OneOf, OneOfGroups, Text } from '../../platform/web/index.js';
import { ENQUIRY_CHANNELS, ENQUIRY_SUBJECTS } from '../domain/enquiry-words.js';

export class EnquiryForm {
  @OneOf(ENQUIRY_CHANNELS, 'triage.errors.enquiryChannel') channel: (typeof ENQUIRY_CHANNELS)[number];
  @OneOfGroups(ENQUIRY_SUBJECTS, 'triage.errors.enquirySubject') subject: string;
  @Text('triage.errors.commune', 10) communeCode?: string;
  @Text('triage.errors.note', 1000) note?: string;
}
