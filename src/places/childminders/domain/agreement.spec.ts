import { describe, expect, it } from '../../../../test/support/runner.js';
import { agreementState, suitsAge, wrongPlaces } from './agreement.js';

describe('the agreement of a childminder', () => {
  it.each([
    [null, 'unknown'],
    ['2026-11-27', 'ended'],
    ['2026-11-28', 'to_renew'],
    ['2027-05-28', 'to_renew'],
    ['2027-05-29', 'valid'],
  ])('that ends on %s is %s', (to, state) => expect(agreementState(to, '2026-11-28')).toBe(state));

  it.each([
    [[], null],
    [[{ fromMonths: 0, toMonths: 18, places: 1 }], null],
    [[{ fromMonths: 18, toMonths: 18, places: 1 }], 0],
    [
      [
        { fromMonths: 0, toMonths: 18, places: 1 },
        { fromMonths: 18, toMonths: 72, places: 4 },
      ],
      1,
    ],
    [[{ fromMonths: 0, toMonths: 18, places: 0 }], 0],
  ])('for %j of three places has its first wrong line at %s', (lines, wrong) =>
    expect(wrongPlaces(lines, 3)).toBe(wrong),
  );

  it.each([
    [17, true],
    [18, false],
    [36, true],
  ])('for babies and for children of three suits %s months: %s', (months, suits) =>
    expect(
      suitsAge(
        [
          { fromMonths: 0, toMonths: 18, places: 1 },
          { fromMonths: 36, toMonths: 72, places: 2 },
        ],
        months,
      ),
    ).toBe(suits),
  );

  it('without ages suits every child', () => expect(suitsAge([], 5)).toBe(true));
});
