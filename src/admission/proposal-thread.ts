import { answerQuestions } from '../platform/threads/index.js';
import type { Instance, Locks } from './domain/instance.js';
import { propose, type EngineProposal } from './propose.js';

/** A thread that computes whole proposals. What it lays out of an instance serves for each decision that follows. */
answerQuestions<Instance, Locks, EngineProposal>((instance, locks) => propose({ ...instance, locks }));
