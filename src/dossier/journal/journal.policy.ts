import {
  grantsFor,
  Permission,
  ROLE_PERMISSIONS,
  type Actor,
  type Grant,
} from '../../foundation/platform/security/index.js';

/** Who may look in the journal: an auditor, who sees no family's data. */
export const mayReadJournal = (actor: Actor): boolean => grantsFor(actor, Permission.ReadJournal).length > 0;

/** Who is written to about the journal: its newest anchor, and what a verification finds. */
export const mayLookInJournal = ({ role }: Grant): boolean => ROLE_PERMISSIONS[role].includes(Permission.ReadJournal);
