import { triagesForDesk, triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import type { Actor, Grant } from '../../foundation/platform/security/index.js';

/** Whether an actor says who follows a request: an agent of its desk. */
export const mayGiveRequest = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/** Whether somebody with these roles may follow the requests of a desk. */
export const mayFollowAt = (grants: readonly Grant[], deskId: string): boolean =>
  grants.some((grant) => triagesForDesk(grant, deskId));
