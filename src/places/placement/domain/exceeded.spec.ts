import { describe, expect, it } from '../../../../test/support/runner.js';
import { exceededBy } from './exceeded.js';

describe('half-days beyond the places', () => {
  it.each([
    ['none', [], []],
    ['one day', [{ day: '2027-01-05', half: 0 }], [{ slot: 'tue-am', from: '2027-01-05', to: '2027-01-05', days: 1 }]],
    [
      'two half-days of a week, one of them twice',
      [
        { day: '2027-01-05', half: 0 },
        { day: '2027-01-06', half: 1 },
        { day: '2027-01-19', half: 0 },
      ],
      [
        { slot: 'tue-am', from: '2027-01-05', to: '2027-01-19', days: 2 },
        { slot: 'wed-pm', from: '2027-01-06', to: '2027-01-06', days: 1 },
      ],
    ],
  ] as const)('%s', (_, full, said) => {
    expect(exceededBy(full)).toEqual(said);
  });
});
