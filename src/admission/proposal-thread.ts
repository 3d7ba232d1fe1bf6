import { answerQuestions } from '../platform/threads/index.js';
import { type EngineProposal, type Instance, propose } from '../matching/index.js';
import { hashOfInstance } from './instance-hash.js';
import type { ProposalQuestion } from './proposal-threads.js';

/** A thread that computes whole proposals. What it lays out of an instance serves for each decision that follows. */
answerQuestions<Instance, ProposalQuestion, EngineProposal | string>((instance, question) =>
  question.wanted === 'hash' ? hashOfInstance(instance) : propose({ ...instance, locks: question.locks }),
);
