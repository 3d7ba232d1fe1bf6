import { triagesRequest, actsOnRequestAs, type DecidedRequest } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { grantsFor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import type { Body } from '../persistence/commission.entities.js';

/**
 * Whether an actor may list a request for a session of a body (domain.md §8): the desk that triages it, or a director
 * for whose establishment it wishes, when the body decides for one of the director's own. A session lists by itself.
 */
export function mayListRequest(
  actor: Actor,
  request: DecidedRequest,
  wished: readonly Id[],
  { establishmentIds }: Pick<Body, 'establishmentIds'>,
): boolean {
  if (actor.kind === 'session' || actor.kind === 'system') return true;
  const directsOne = grantsFor(actor, Permission.ListForSession).some(({ establishmentId }) =>
    establishmentIds.includes(establishmentId ?? ''),
  );
  return (
    triagesRequest(actor, request) || (directsOne && actsOnRequestAs(actor, request, wished).includes('eaje_director'))
  );
}
