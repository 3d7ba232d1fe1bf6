import { grantsFor, Permission, type Actor } from '../../platform/security/index.js';
import type { Body, BodyMember } from '../persistence/commission.entities.js';

/**
 * Whether an actor may read the sessions of a body: its coordinator, its members, and the directors and the RPE that
 * are members.
 */
export function readsBody(actor: Actor, body: Body, members: readonly BodyMember[]): boolean {
  if (actor.kind === 'system') return true;
  return grantsFor(actor, Permission.ReadSession).some((grant) => {
    switch (grant.role) {
      case 'coordinator':
        return grant.bodyId === undefined || grant.bodyId === body.id;
      case 'commission_member':
        return grant.bodyId === body.id;
      case 'eaje_director':
        return body.establishmentIds.includes(grant.establishmentId ?? '');
      case 'rpe_agent':
        return members.some((member) => member.personKey === grant.deskId);
      default:
        return false;
    }
  });
}

/** Whether a member is the actor: by their account, or as the director or the RPE that the member stands for. */
export const isMember = (actor: Actor, { accountId, personKey }: BodyMember): boolean =>
  (actor.kind === 'staff' && actor.accountId === accountId) ||
  grantsFor(actor, Permission.ReadSession).some(
    ({ role, establishmentId, deskId }) =>
      (role === 'eaje_director' && personKey === `director:${establishmentId}`) ||
      (role === 'rpe_agent' && personKey === deskId),
  );

/** Whether an actor plans (or runs) the sessions of a body. */
export const runsBody = (actor: Actor, bodyId: string, permission: Permission): boolean =>
  actor.kind === 'system' ||
  grantsFor(actor, permission).some((grant) => grant.bodyId === undefined || grant.bodyId === bodyId);

/** The actor of a closing, whoever presses the button. */
export const sessionActor = (sessionId: string, actor: Actor): Actor => ({
  kind: 'session',
  sessionId,
  accountId: actor.kind === 'staff' ? actor.accountId : 'system',
});
