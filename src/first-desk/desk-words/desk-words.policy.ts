import { triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor writes to the family of a request: an agent of its desk. */
export const mayWriteToFamily = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/** Whether an actor reads what its desk has written: the family of the request. */
export const readsOwnWords = (actor: Actor, { dossierId }: Pick<DecidedRequest, 'dossierId'>): boolean =>
  actor.kind === 'family' && actor.dossierId === dossierId;
