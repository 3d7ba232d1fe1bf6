import type { AnswerLock } from '../../../dossier/dossier/index.js';
import { refuse } from '../../../foundation/kernel/refusal.js';
import { Candidacy } from '../persistence/commission.entities.js';

/** Forbids a family to change what is judged, from the freeze of a session until its decision (domain.md §8). */
export const frozenCandidacyLock: AnswerLock = async (from, requestId) =>
  (await from.count(Candidacy, { requestId, state: 'frozen' })) > 0 ? refuse('candidacy.judged') : null;
