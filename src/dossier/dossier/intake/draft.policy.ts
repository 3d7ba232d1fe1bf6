import { grantsFor, Permission, pointsOf, type Actor } from '../../../foundation/platform/security/index.js';
import type { Draft } from '../persistence/dossier.entities.js';

/** Whether an actor may enter a dossier at the counter of a desk, or at a point d'accueil (domain.md §2). */
export const mayEnterAtCounter = (actor: Actor): boolean => grantsFor(actor, Permission.EnterDossier).length > 0;

/** For whom an actor enters a dossier with a family: a desk, else a point d'accueil. */
export function counterOf(actor: Actor): Pick<Draft, 'deskId' | 'pointId'> {
  const grants = grantsFor(actor, Permission.EnterDossier);
  const deskId = grants.find((grant) => grant.deskId !== undefined)?.deskId ?? null;
  return { deskId, pointId: deskId === null ? (grants.find(({ pointId }) => pointId)?.pointId ?? null) : null };
}

/**
 * Whether an actor may go on with a draft: the parent who holds its key, the agent who began it at the counter, or
 * whoever works at the point d'accueil where it was begun.
 */
export function mayGoOnWithDraft(actor: Actor, draft: Pick<Draft, 'id' | 'origin' | 'accountId' | 'pointId'>): boolean {
  if (actor.kind === 'family') return draft.origin === 'parent' && actor.draftId === draft.id;
  if (actor.kind !== 'staff' || draft.origin !== 'counter') return false;
  // Nobody who lost the role reads on, and what was typed stays with the point.
  return draft.pointId === null ? draft.accountId === actor.accountId : worksAtPoint(actor, draft.pointId);
}

/** Whether an actor files dossiers at this point d'accueil. */
export const worksAtPoint = (actor: Actor, pointId: string): boolean => pointsOf(actor).includes(pointId);
