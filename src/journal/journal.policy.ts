import { grantsFor, Permission, type Actor } from '../platform/security/index.js';

/** Who may look in the journal: an auditor, who sees no family's data. */
export const mayReadJournal = (actor: Actor): boolean => grantsFor(actor, Permission.ReadJournal).length > 0;
