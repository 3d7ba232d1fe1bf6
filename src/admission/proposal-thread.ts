import { answerQuestions } from '../platform/threads/index.js';
import { type EngineProposal, type Instance, type Locks, propose } from '../matching/index.js';

/** A thread that computes whole proposals. What it lays out of an instance serves for each decision that follows. */
answerQuestions<Instance, Locks, EngineProposal>((instance, locks) => propose({ ...instance, locks }));
