import { answerQuestions } from '../../foundation/platform/threads/index.js';
import { type EngineProposal, type Instance, type Locks, propose } from '../matching/index.js';

/** A thread that computes whole proposals. What it prepares from an instance is used again for each later decision. */
answerQuestions<Instance, Locks, EngineProposal>((instance, locks) => propose({ ...instance, locks }));
