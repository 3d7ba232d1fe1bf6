import { describe, expect, it } from '../../../../test/support/runner.js';
import { endsBeforeSession } from './emergency-end.js';

describe('a place given in an emergency, and the session that may confirm it', () => {
  it.each([
    ['2027-01-22', '2027-03-24', true],
    ['2027-03-23', '2027-03-24', true],
    ['2027-03-24', '2027-03-24', false],
    ['2027-08-31', '2027-03-24', false],
    ['2027-01-22', null, false],
  ])('that lasts until %s, next session %s: over before it: %s', (last, session, over) => {
    expect(endsBeforeSession(last, session)).toBe(over);
  });
});
