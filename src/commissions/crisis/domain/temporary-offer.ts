import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';

/**
 * `proposed`: nobody has sent it yet. `left_out`: a person left it out. `sent`: the family is asked, and the seats are
 * held for it. `other_way`: the family has another solution. `no_need`: its child stays at home anyway. `expired`: it has
 * not answered in time. `withdrawn`: the closure was cancelled, or is over.
 */
export const TEMPORARY_OFFER_STATES = [
  'proposed',
  'left_out',
  'sent',
  'accepted',
  'other_way',
  'no_need',
  'expired',
  'withdrawn',
] as const;
export type TemporaryOfferState = (typeof TEMPORARY_OFFER_STATES)[number];

/** What a family answers. */
export const TEMPORARY_ANSWERS = ['accepted', 'other_way', 'no_need'] as const;
export type TemporaryAnswer = (typeof TEMPORARY_ANSWERS)[number];

/** States in which seats are held. */
export const HOLDS_SEATS: readonly TemporaryOfferState[] = ['sent', 'accepted'];

/** States in which the family needs nothing more from anybody. */
export const SETTLED: readonly TemporaryOfferState[] = ['accepted', 'other_way', 'no_need'];

/** What becomes of an offer once its deadline is past, whether or not the job has run. */
export const stateNow = (
  { state, deadline }: { readonly state: TemporaryOfferState; readonly deadline: Instant | null },
  now: Instant,
): TemporaryOfferState => (state === 'sent' && deadline !== null && deadline <= now ? 'expired' : state);

/**
 * Why an answer cannot be taken.
 * @param byPhone somebody notes what the family said on the telephone, also after the deadline
 */
export function judgeAnswer(state: TemporaryOfferState, answer: TemporaryAnswer, byPhone: boolean): Refusal | null {
  if (state === answer) return refuse('closure.sameAnswer');
  if (state === 'sent') return null;
  if (state === 'expired') return byPhone ? null : refuse('closure.tooLate');
  // A family that had taken the place may still give it back. Its seats may be gone once it has.
  if (state === 'accepted') return null;
  return (state === 'other_way' || state === 'no_need') && byPhone ? null : refuse('closure.notAsked');
}
