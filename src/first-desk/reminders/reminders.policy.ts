import { triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import { desksOf, type Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor writes, reads and closes what the desk wants to be reminded of: an agent of the desk of the request. */
export const mayKeepReminders = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/** The desks whose reminders come back to an actor: {@link mayKeepReminders}. */
export const desksReminded = (actor: Actor): string[] => desksOf(actor);
