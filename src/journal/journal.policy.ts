import { grantsFor, Permission, ROLE_PERMISSIONS, type Actor, type Grant } from '../platform/security/index.js';

/** Who may look in the journal: an auditor, who sees no family's data. */
export const mayReadJournal = (actor: Actor): boolean => grantsFor(actor, Permission.ReadJournal).length > 0;

/** Who is written to when a verification finds something. */
export const isToldOfFindings = ({ role }: Grant): boolean => ROLE_PERMISSIONS[role].includes(Permission.ReadJournal);
