export { TRIAGE_ENTITIES } from './persistence/tables.js';
export { Enquiries } from './enquiries.js';
export { TriageModule } from './triage.module.js';
export { FigureLists, type FigureFamilies } from './figure-lists.js';
export { EnquiryFigures } from './enquiry-figures.js';
