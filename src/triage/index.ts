import { Enquiry, FollowUp } from './persistence/triage.entities.js';

export { Enquiry, FollowUp };
export const TRIAGE_ENTITIES = [Enquiry, FollowUp];
export { TriageModule } from './triage.module.js';
