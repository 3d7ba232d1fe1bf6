import type { Id } from '../../../foundation/kernel/ids.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { ASKED, type FieldCode } from '../domain/proposed-changes/fields.js';
import { triagesRequest, type DecidedRequest } from '../lifecycle/request.policy.js';

/** A dossier for which a later deposit waits, with its requests. */
interface AwaitedDossier {
  readonly dossier: { readonly id: Id; readonly arrivedForId: Id | null };
  readonly requests: readonly DecidedRequest[];
}

/**
 * Whether an actor decides what becomes of a later deposit (domain.md §4): the family, in a session opened by its own
 * link, or the desk of one of its requests. The session of a person who has just sent a form does not count, because
 * nobody knows whether that person is the family.
 */
export const maySettleArrivals = (actor: Actor, { dossier, requests }: AwaitedDossier): boolean =>
  actor.kind === 'family'
    ? actor.dossierId === dossier.id && actor.draftId === null && dossier.arrivedForId === null
    : requests.some((request) => triagesRequest(actor, request));

/** Whether an actor decides of one proposed change. The date of a request is its desk's to correct (decision 0144). */
export const maySettleChange = (actor: Actor, { field }: { readonly field: FieldCode }): boolean =>
  actor.kind !== 'family' || field !== ASKED;
