import { grantsFor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import type { Draft } from '../persistence/dossier.entities.js';

/** Whether an actor may enter a dossier at the counter of a desk (domain.md §2). */
export const mayEnterAtCounter = (actor: Actor): boolean => grantsFor(actor, Permission.EnterDossier).length > 0;

/** The desk for which an actor enters dossiers at the counter; null for whoever has none. */
export const counterDeskOf = (actor: Actor): string | null =>
  grantsFor(actor, Permission.EnterDossier)[0]?.deskId ?? null;

/** Whether an actor may go on with a draft: the parent who holds its key, or the agent who began it at the counter. */
export function mayGoOnWithDraft(actor: Actor, draft: Pick<Draft, 'id' | 'origin' | 'accountId'>): boolean {
  if (actor.kind === 'family') return draft.origin === 'parent' && actor.draftId === draft.id;
  return actor.kind === 'staff' && draft.origin === 'counter' && draft.accountId === actor.accountId;
}
