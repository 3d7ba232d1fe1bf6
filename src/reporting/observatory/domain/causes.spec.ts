import { describe, expect, it } from '../../../../test/support/runner.js';
import { CAUSES, causeWith, countCauses } from './causes.js';

describe('the cause of a family without a solution', () => {
  it.each([
    ['refusedOffer', 'no_place', 'no_place'],
    ['noOffer', 'elsewhere', 'elsewhere'],
    ['refusedOffer', null, 'refusedOffer'],
    ['noOffer', null, 'noOffer'],
  ] as const)('%s, and by places %s: %s', (history, places, expected) =>
    expect(causeWith(history, places)).toBe(expected),
  );

  it('is counted for each of the eight, zeros included', () => {
    expect([...countCauses(['desk', 'noOffer', 'desk'])]).toEqual(
      CAUSES.map((cause) => [cause, { desk: 2, noOffer: 1 }[cause as string] ?? 0]),
    );
  });
});
