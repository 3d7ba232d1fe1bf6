import { refuse, type Refusal } from '../../../../foundation/kernel/refusal.js';
import type { Day } from '../../../../foundation/kernel/time.js';
import { isExpected } from '../births.js';
import type { RequestAction } from '../request-lifecycle.js';
import { isOpen, JOINABLE_STATES, type RequestState } from '../request-states.js';

/** What is considered of a request that may be joined to another. */
export interface Side {
  readonly state: RequestState;
  readonly isJoined: boolean;
}

/** Whether others rely on the request as it is: a commission that meets, a family with an offer, a place. */
const isEngaged = (state: RequestState): boolean => (isOpen(state) ? !isJoinable(state) : state === 'placed');
export const isJoinable = (state: RequestState): boolean =>
  (JOINABLE_STATES as readonly RequestState[]).includes(state);

/** Whether a pair with this request still needs to be judged. A closed request does not. */
export const isToJudge = ({ state, isJoined }: Side): boolean => !isJoined && (isOpen(state) || state === 'placed');

/** A request with what it says of the birth. */
export interface ExpectingSide extends Side {
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
}

/**
 * Whether the family of `other` is not written to about a birth until the pair is judged: the request of what may be the
 * same unborn child has ended, and nobody is asked why.
 */
export const holdsBirth = (ended: ExpectingSide, other: ExpectingSide): boolean =>
  !ended.isJoined && !isToJudge(ended) && isExpected(ended) && isToJudge(other) && isExpected(other);

/** Whether a person still has to say of two requests if they are one child's. */
export const isPairToJudge = (first: ExpectingSide, second: ExpectingSide): boolean =>
  (isToJudge(first) && isToJudge(second)) || holdsBirth(first, second) || holdsBirth(second, first);

/** What is considered of a stored request. */
export const expectingSideOf = ({
  state,
  joinedIntoId,
  birthDate,
  dueDate,
}: Omit<ExpectingSide, 'isJoined'> & { readonly joinedIntoId: string | null }): ExpectingSide => ({
  state,
  isJoined: joinedIntoId !== null,
  birthDate,
  dueDate,
});

export type JoinVerdict =
  { readonly ok: true; readonly kept: 'first' | 'second' } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Which of two requests is kept: the older one, unless only the newer is engaged. When both are engaged, they stay
 * two.
 */
export function judgeJoin(first: Side, second: Side): JoinVerdict {
  const no = (refusal: Refusal): JoinVerdict => ({ ok: false, refusal });
  if (first.isJoined || second.isJoined) return no(refuse('duplicate.sideJoined'));
  if (!isToJudge(first) || !isToJudge(second)) return no(refuse('duplicate.sideClosed'));
  if (isEngaged(first.state) && isEngaged(second.state)) return no(refuse('duplicate.bothEngaged'));
  return { ok: true, kept: isEngaged(second.state) ? 'second' : 'first' };
}

/** Moves of the kept request after which a join can no longer be undone, each with the sentence that says why. */
const [OFFERED, PLACED, JUDGED] = [refuse('undo.offered'), refuse('undo.placed'), refuse('undo.judged')];
const IRREVERSIBLE: Partial<Record<RequestAction, Refusal>> = {
  admit: OFFERED,
  admitUrgently: OFFERED,
  admitDirectly: OFFERED,
  reoffer: OFFERED,
  accept: PLACED,
  recordAgreement: PLACED,
  correctSolution: PLACED,
  endSolution: PLACED,
  reportSolution: PLACED,
  keepWaiting: JUDGED,
  defer: JUDGED,
  refuse: JUDGED,
};

export interface Since {
  readonly kept: Side;
  /** Whether the joined request, or the family it came from, was forgotten meanwhile. */
  readonly isForgotten: boolean;
  /** What was done to the kept request after the join, oldest first. */
  readonly moves: readonly RequestAction[];
}

/** Why a join cannot be undone, or null. */
export function refusalToUndo({ kept, isForgotten, moves }: Since): Refusal | null {
  if (isForgotten) return refuse('undo.forgotten');
  const [irreversible] = moves.flatMap((action) => IRREVERSIBLE[action] ?? []);
  if (irreversible) return irreversible;
  if (kept.isJoined) return refuse('undo.joinedAgain');
  if (kept.state === 'before_commission' && moves.includes('list')) return refuse('undo.listed');
  return isOpen(kept.state) || kept.state === 'placed' ? null : refuse('undo.closed');
}
