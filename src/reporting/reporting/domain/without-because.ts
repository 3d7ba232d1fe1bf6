import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { FamilyHistory } from './family-history.js';

/**
 * Why a family is without a solution, as far as its history tells: the first that holds. Whether a place exists
 * elsewhere or a shorter week would fit is known to the offer of the day only.
 * `desk`: a request waits to be taken up or oriented. `incomplete`: answers are missing. `family`: an offer waits for
 * its answer. `refusedOffer`: the family declined an offer. `noOffer`: none of these.
 */
export const WITHOUT_CAUSES = ['desk', 'incomplete', 'family', 'refusedOffer', 'noOffer'] as const;
export type WithoutCause = (typeof WITHOUT_CAUSES)[number];

/** Whether the family declined an offer by a day (included), and whether it had wished for that place. */
export type RefusedOffer = 'amongWishes' | 'outsideWishes' | null;

const BY_STATE: readonly (readonly [WithoutCause, ReadonlySet<string>])[] = [
  ['desk', new Set(['submitted', 'in_triage'])],
  ['incomplete', new Set(['incomplete'])],
  ['family', new Set(['offered'])],
];

/** @param live the family's requests that count and are not closed, as they stood */
export function withoutCause(live: readonly { readonly state: string }[], refused: RefusedOffer): WithoutCause {
  const byState = BY_STATE.find(([, states]) => live.some(({ state }) => states.has(state)));
  return byState?.[0] ?? (refused ? 'refusedOffer' : 'noOffer');
}

/** Whether an offer was declined by the end of a day. One that the family had wished for says more than another. */
export function refusedOffer({ requests }: Pick<FamilyHistory, 'requests'>, day: Day): RefusedOffer {
  const declined = requests
    .flatMap(({ offers }) => offers)
    .filter(({ answer, answeredAt, at }) => answer === 'declined' && dayOf(answeredAt ?? at) <= day);
  if (declined.length === 0) return null;
  return declined.some(({ amongWishes }) => amongWishes !== false) ? 'amongWishes' : 'outsideWishes';
}
