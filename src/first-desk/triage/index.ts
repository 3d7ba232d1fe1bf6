export { TRIAGE_ENTITIES } from './persistence/tables.js';
export { Enquiries } from './enquiries.js';
export { TriageModule } from './triage.module.js';
export { FigureLists, type FigureFamilies } from './figure-lists.js';
export { EnquiryActs } from './enquiry-acts.js';
export { PointEnquiries, type PointSubjectCount } from './point-enquiries.js';
export { ENQUIRY_SUBJECTS, SUBJECT_LIST } from './domain/enquiry-words.js';
export { EnquiryFigures } from './enquiry-figures.js';
export { NotedContacts } from './noted-contacts.js';
