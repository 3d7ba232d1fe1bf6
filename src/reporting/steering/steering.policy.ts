import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor makes reports to the steering committee and comments on them. Who reads indicators reads them. */
export const mayMakeReports = (actor: Actor): boolean => grantsFor(actor, Permission.MakeReports).length > 0;
