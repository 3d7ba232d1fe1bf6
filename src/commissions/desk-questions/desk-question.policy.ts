import { isOpen, triagesRequest, type ChildRequest, type RequestFile } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { establishmentsDeclaredBy } from '../../offer/supply/index.js';

/**
 * The establishment for which an actor may ask about a request: one that it directs and that the family wishes for.
 * Null for anybody else.
 */
export const asksFor = (actor: Actor, { wishes }: Pick<RequestFile, 'wishes'>): Id | null =>
  establishmentsDeclaredBy(actor).find((id) => wishes.some(({ providerId }) => providerId === id)) ?? null;

/** Whether there is still something to ask about: nobody asks about a request that is over. */
export const isAskable = ({ state }: Pick<ChildRequest, 'state'>): boolean => isOpen(state);

/** Whether an actor answers: an agent of the request's own desk. */
export const mayAnswer = (actor: Actor, request: Pick<ChildRequest, 'deskId' | 'dossierId'>): boolean =>
  triagesRequest(actor, request);
