import { triagesRequest, type ChildRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';
import { mayDeclarePlaces } from '../../offer/supply/index.js';

type AskedRequest = Pick<ChildRequest, 'deskId' | 'dossierId'>;

/** Whether an actor asks families about a place of an establishment, and takes the question back: its director. */
export const mayAskFirstDay = (actor: Actor, providerId: Id): boolean => mayDeclarePlaces(actor, providerId);

/** Whether an actor sees what frees later there: its director, and who tells the free places of the territory. */
export const maySeeFreeing = (actor: Actor, providerId: Id): boolean =>
  mayAskFirstDay(actor, providerId) || grantsFor(actor, Permission.TellVacancies).length > 0;

/** Whether an actor notes what a family answers: an agent of the request's own desk. */
export const mayNoteFirstDay = (actor: Actor, request: AskedRequest): boolean => triagesRequest(actor, request);

/** Whether an actor answers for itself: the family of the request. */
export const answersFirstDay = (actor: Actor, { dossierId }: Pick<AskedRequest, 'dossierId'>): boolean =>
  actor.kind === 'family' && actor.dossierId === dossierId;
