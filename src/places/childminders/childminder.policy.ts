import { grantsFor, Permission, type Actor, type Grant } from '../../foundation/platform/security/index.js';

const coordinates = (actor: Actor): boolean =>
  grantsFor(actor, Permission.KeepChildminders).some(({ role, bodyId }) => role === 'coordinator' && !bodyId);

/** Whether a role makes its holder an agent of a desk, who is told what is due about its childminders. */
export const keepsForDesk = ({ role, deskId: own }: Grant, deskId: string): boolean =>
  role === 'rpe_agent' && own === deskId;

/**
 * Whether an actor reads and writes what is recorded of a childminder: the first desk of her commune, and the
 * coordinator. Nobody else reads her dates, her year of birth or her links; she reads her own by her link.
 */
export const keepsChildminder = (actor: Actor, deskId: string): boolean =>
  coordinates(actor) || grantsFor(actor, Permission.KeepChildminders).some((grant) => keepsForDesk(grant, deskId));

/** Whether an actor reads the figures of the whole territory about childminders. */
export const readsChildminderFigures = (actor: Actor): boolean => coordinates(actor);

/** Whether an actor is this childminder, by her own link. */
export const isChildminder = (actor: Actor, providerId: string): boolean =>
  actor.kind === 'childminder' && actor.providerId === providerId;
