import { triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { desksOf, grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** The desks whose referrals an actor sees in a list: {@link mayAnswerReferral}. */
export const desksReferredTo = (actor: Actor): string[] => desksOf(actor);

/** Whether an actor reads a referral, calls the family and says how it ended: an agent of the desk that it went to. */
export const mayAnswerReferral = (actor: Actor, { deskId }: { readonly deskId: string }): boolean =>
  desksReferredTo(actor).includes(deskId);

/** The desk whose agent notes a referral that came by telephone; null for whoever works at none. */
export const deskThatNotesFor = (actor: Actor): string | null => desksOf(actor)[0] ?? null;

/** Whether an actor may say that a referral is about this request: one of its own desk. */
export const mayLinkReferral = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/** Whether an actor keeps the partners of the whole territory: its coordinator. */
export const keepsAllPartners = (actor: Actor): boolean =>
  grantsFor(actor, Permission.KeepPartners).some(({ role, bodyId }) => role === 'coordinator' && !bodyId);

/** Whether an actor gives this partner its link and takes it back: an agent of its desk, and the coordinator. */
export const mayKeepPartner = (actor: Actor, { deskId }: { readonly deskId: string }): boolean =>
  keepsAllPartners(actor) ||
  grantsFor(actor, Permission.KeepPartners).some((grant) => grant.role === 'rpe_agent' && grant.deskId === deskId);

/** Whether an actor sends families as this partner, and sees what it sent: whoever holds its link and its code. */
export const sendsAsPartner = (actor: Actor, partnerId: Id): boolean =>
  actor.kind === 'partner' && actor.partnerId === partnerId;
