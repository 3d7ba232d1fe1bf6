import { propose } from '../../matching/index.js';
import { answerQuestions } from '../../../foundation/platform/threads/index.js';
import { playUnit, type NewUnit, type UnitOutcome, type UnitPosition } from '../domain/new-unit.js';
import type { SessionInput } from '../domain/session-instance.js';

/** A thread that plays all waiting requests with a unit that does not exist yet. */
answerQuestions<SessionInput, NewUnit, Record<UnitPosition, UnitOutcome>>((input, unit) =>
  playUnit(input, unit, (instance) => propose(instance).places),
);
