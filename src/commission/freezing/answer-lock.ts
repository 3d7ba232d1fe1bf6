import type { AnswerLock } from '../../dossier/index.js';
import { refuse } from '../../kernel/refusal.js';
import { Candidacy } from '../persistence/commission.entities.js';

/** From the freeze of a session until its decision, a family no longer changes what is judged (domain.md §8). */
export const frozenCandidacyLock: AnswerLock = async (from, requestId) =>
  (await from.count(Candidacy, { requestId, state: 'frozen' })) > 0 ? refuse('candidacy.judged') : null;
