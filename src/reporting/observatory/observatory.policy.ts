import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor reads the figures, and so how many families are behind each of them. */
export const mayReadFigures = (actor: Actor): boolean => grantsFor(actor, Permission.ReadIndicators).length > 0;

/** Whether an actor works on requests at a desk, where a list of families can be opened in the inbox. */
export const hasInbox = (actor: Actor): boolean => grantsFor(actor, Permission.TriageRequests).length > 0;
