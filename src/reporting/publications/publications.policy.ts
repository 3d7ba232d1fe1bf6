import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor makes open data public. Who reads indicators sees what was made. */
export const mayPublish = (actor: Actor): boolean => grantsFor(actor, Permission.MakeReports).length > 0;
