import { Enquiry, ImportBatch, ImportRow } from './persistence/triage.entities.js';

export { Enquiry, ImportBatch, ImportRow };
export const TRIAGE_ENTITIES = [Enquiry, ImportBatch, ImportRow];
