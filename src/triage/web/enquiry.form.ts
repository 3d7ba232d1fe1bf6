import { OneOf, Text } from '../../platform/web/index.js';
import { ENQUIRY_CHANNELS, ENQUIRY_SUBJECTS } from '../domain/enquiry-words.js';

export class EnquiryForm {
  @OneOf(ENQUIRY_CHANNELS, 'triage.errors.enquiryChannel') channel: (typeof ENQUIRY_CHANNELS)[number];
  @OneOf(ENQUIRY_SUBJECTS, 'triage.errors.enquirySubject') subject: (typeof ENQUIRY_SUBJECTS)[number];
  @Text('triage.errors.commune', 10) communeCode?: string;
  @Text('triage.errors.note', 1000) note?: string;
}
