import type { Id } from '../../../foundation/kernel/ids.js';
import { grantsFor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import type { Body, BodyMember } from '../persistence/commission.entities.js';

/** What decides on a member of a body. */
type DecidedMember = Pick<BodyMember, 'accountId' | 'personKey'>;

/**
 * Whether an actor may read a body and its sessions: its coordinator, its members, and the directors and the RPE that
 * are members (domain.md §2).
 */
export function mayReadBody(
  actor: Actor,
  body: Pick<Body, 'id' | 'establishmentIds'>,
  members: readonly DecidedMember[],
): boolean {
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

/** Whether an actor sets a body and plans its sessions (domain.md §8). */
export const mayPlanFor = (actor: Actor, bodyId: string): boolean => holdsFor(actor, bodyId, Permission.PlanSession);

/** Whether an actor runs the sessions of a body (domain.md §8). */
export const mayRunFor = (actor: Actor, bodyId: string): boolean => holdsFor(actor, bodyId, Permission.RunSession);

/** Whether an actor takes back places that the sessions of a body offered: its coordinator, and its chair (domain.md §5). */
export const mayRevokeOffersOf = (
  actor: Actor,
  bodyId: string,
  members: readonly (DecidedMember & Pick<BodyMember, 'role'>)[],
): boolean =>
  holdsFor(actor, bodyId, Permission.RevokeOffer) &&
  (mayRunFor(actor, bodyId) || members.some((member) => member.role === 'chair' && isMember(actor, member)));

/** Whether an actor signs for a body; who among these signs, the minutes say. */
export const maySignFor = (actor: Actor, bodyId: string): boolean => holdsFor(actor, bodyId, Permission.ReadSession);

/** Whether an actor plans for every body of the territory, and not for a single one. */
export const mayPlanForAll = (actor: Actor): boolean =>
  grantsFor(actor, Permission.PlanSession).some(({ bodyId }) => bodyId === undefined);

/** Whether a seat is the actor's own, in a body for which the actor still holds a right. */
export const holdsSeat = (actor: Actor, { accountId, bodyId }: Pick<BodyMember, 'accountId' | 'bodyId'>): boolean =>
  actor.kind === 'staff' && actor.accountId === accountId && holdsFor(actor, bodyId, Permission.ReadSession);

/** The persons for whom an actor sits beside its own account: the directors and the RPE that members stand for. */
export const personKeysOf = (actor: Actor): string[] =>
  grantsFor(actor, Permission.ReadSession).flatMap(({ role, establishmentId, deskId }) =>
    role === 'eaje_director' && establishmentId !== undefined
      ? [`director:${establishmentId}`]
      : role === 'rpe_agent' && deskId !== undefined
        ? [deskId]
        : [],
  );

/** Whether a member is the actor: by their account, or as {@link personKeysOf}. */
export const isMember = (actor: Actor, { accountId, personKey }: DecidedMember): boolean =>
  (actor.kind === 'staff' && actor.accountId === accountId) || personKeysOf(actor).includes(personKey);

/** Whether an actor sets and gives out the calendar of a member: its own, and those of the bodies that one plans. */
export const mayKeepCalendarOf = (actor: Actor, member: DecidedMember & Pick<BodyMember, 'bodyId'>): boolean =>
  mayPlanFor(actor, member.bodyId) || isMember(actor, member);

/** Whether an actor sets how many places an establishment guarantees: its director, and who coordinates its body. */
export const mayGuaranteePlaces = (actor: Actor, establishmentId: Id, bodyIds: readonly string[]): boolean =>
  grantsFor(actor, Permission.GuaranteePlaces).some(({ role, establishmentId: directed, bodyId }) =>
    role === 'eaje_director' ? directed === establishmentId : bodyId === undefined || bodyIds.includes(bodyId),
  );

const holdsFor = (actor: Actor, bodyId: string, permission: Permission): boolean =>
  actor.kind === 'system' ||
  grantsFor(actor, permission).some((grant) => grant.bodyId === undefined || grant.bodyId === bodyId);
