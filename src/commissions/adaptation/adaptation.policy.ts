import { triagesRequest, type DecidedRequest, type RequestFile } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { desksOf, type Actor } from '../../foundation/platform/security/index.js';
import { establishmentsDeclaredBy } from '../../offer/supply/index.js';

/** Whether an actor follows the adaptation for the desk, and reads what directors recorded: an agent of its desk. */
export const mayFollowAtDesk = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/**
 * The establishment for which an actor follows it: one that it directs and that the family wishes for. Null for anybody
 * else. It reads what the desk recorded and its own, never what another establishment did.
 */
export const followsFor = (actor: Actor, { wishes }: Pick<RequestFile, 'wishes'>): Id | null =>
  establishmentsDeclaredBy(actor).find((id) => wishes.some(({ providerId }) => providerId === id)) ?? null;

/** Whose steps come back to an actor: {@link mayFollowAtDesk}, {@link followsFor}. */
export const comesBackTo = (actor: Actor): { readonly desks: string[]; readonly providers: Id[] } => ({
  desks: desksOf(actor),
  providers: establishmentsDeclaredBy(actor),
});
