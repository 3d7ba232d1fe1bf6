import { triagesRequest, type DecidedRequest } from '../../dossier/dossier/index.js';
import { desksOf, type Actor } from '../../foundation/platform/security/index.js';

/** Whether an actor asks others for an opinion about a request, and reads what they answer: an agent of its desk. */
export const mayAskOpinions = (actor: Actor, request: DecidedRequest): boolean => triagesRequest(actor, request);

/** The desks whose questions come back to an actor: {@link mayAskOpinions}. */
export const desksAsking = (actor: Actor): string[] => desksOf(actor);

/** Whether an actor reads who was asked about it: the family. */
export const readsOwnOpinions = (actor: Actor, { dossierId }: Pick<DecidedRequest, 'dossierId'>): boolean =>
  actor.kind === 'family' && actor.dossierId === dossierId;

/** Whether an actor reads what is asked and answers: the person who was asked, by its link and its code. */
export const answersOpinion = (actor: Actor, opinionId: string): boolean =>
  actor.kind === 'expert' && actor.opinionId === opinionId;
