import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotBit } from '../../../foundation/kernel/week-schedule.js';
import { explain, type ExplainedOutcome } from './case-explanation.js';

/** A week in two spans of a stay, as the engine counts it. */
const inTwoSpans = (...halfDays: string[]): string[] =>
  halfDays.flatMap((halfDay) => [`${halfDay}@p1`, `${halfDay}@p2`]);
const DAYS = inTwoSpans('tue-am', 'thu-am');

/** What an only child is told that wished for these half-days, of which the engine would leave some out. */
function leftOut(without: readonly string[]) {
  const outcome = {
    instance: {
      slots: DAYS,
      children: { own: { section: 'babies', slots: DAYS } },
      families: { F: { children: ['own'], wishes: [['A']] } },
    },
    places: {},
    claims: [],
    explanations: {
      obtainedBy: () => 1,
      wouldHaveTaken: () => [],
      misses: () => [
        {
          ...{ family: 'F', wish: 0, code: 'DOES_NOT_FIT', child: 'own', at: 'A', section: 'babies' },
          ...{ slot: 'tue-am@p1', taken: 1, cutOff: null, points: null, missing: null, without },
        },
      ],
    },
  } as unknown as ExplainedOutcome;
  return explain(outcome, 'F', 'own').misses[0]!.without;
}

describe('the half-days without which the rest of a week would have fitted', () => {
  it('are those that are full in some span of the stay', () => expect(leftOut(['tue-am@p1'])).toBe(slotBit('tue-am')));

  it('are none where each half-day is full in one span: nothing would be left of the week', () => {
    expect(leftOut(['tue-am@p1', 'thu-am@p2'])).toBe(0);
    expect(leftOut(inTwoSpans('tue-am', 'thu-am'))).toBe(0);
  });
});
