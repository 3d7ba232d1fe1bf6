import { grantsFor, Permission, type Actor } from '../platform/security/index.js';

/** Whether an actor makes open data public. Who reads indicators sees what was made. */
export const mayPublish = (actor: Actor): boolean => grantsFor(actor, Permission.MakeReports).length > 0;
