import { BulkAct, BulkActRow } from './bulk-act.entities.js';
import { ContactCampaign, Enquiry, FirstContact, FollowUp } from './triage.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const TRIAGE_ENTITIES = [Enquiry, FollowUp, ContactCampaign, FirstContact, BulkAct, BulkActRow];
