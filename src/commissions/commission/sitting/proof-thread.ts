import { propose } from '../../matching/index.js';
import { answerQuestions } from '../../../foundation/platform/threads/index.js';
import { decidingProofs, type DecidingProofs, type Rehearsal } from '../domain/deciding-proofs.js';

/** A thread that plays a session again and again, to find the proofs on which it depends. */
answerQuestions<Rehearsal, null, DecidingProofs[]>((rehearsal) =>
  decidingProofs(rehearsal, (instance) => propose(instance).places),
);
