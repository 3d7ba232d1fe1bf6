import { describe, expect, it } from '../../../../test/support/runner.js';
import { adultsNeeded, adultsOn, enterWeek, type StaffRule } from './staff-rule.js';

describe('the adults that children need', () => {
  it.each<[StaffRule, notWalking: number, walking: number, needed: number]>([
    ['by_walking', 0, 0, 0],
    ['by_walking', 1, 0, 1],
    ['by_walking', 5, 0, 1],
    ['by_walking', 6, 0, 2],
    ['by_walking', 0, 8, 1],
    ['by_walking', 0, 9, 2],
    // The shares are added before they are rounded: 3/5 + 3/8 is less than one adult, 3/5 + 4/8 is more.
    ['by_walking', 3, 3, 1],
    ['by_walking', 3, 4, 2],
    // Exactly two, three and four adults.
    ['by_walking', 5, 8, 2],
    ['by_walking', 10, 8, 3],
    ['by_walking', 15, 8, 4],
    ['by_walking', 20, 40, 9],
    ['one_for_six', 0, 0, 0],
    ['one_for_six', 6, 0, 1],
    ['one_for_six', 3, 3, 1],
    ['one_for_six', 3, 4, 2],
    ['one_for_six', 0, 12, 2],
    ['one_for_six', 0, 13, 3],
  ])('by %s, %i who do not walk and %i who walk need %i', (rule, notWalking, walking, needed) => {
    expect(adultsNeeded(rule, { notWalking, walking })).toBe(needed);
  });
});

describe('the weeks of a team', () => {
  const september = { from: '2026-09-01', adults: { 'mon-am': 3, 'tue-am': 0 } };
  const january = { from: '2027-01-04', adults: { 'mon-am': 4 } };

  it('hold until the next one that was entered', () => {
    const weeks = enterWeek(enterWeek([], january), september);
    const of = (day: string, slot: 'mon-am' | 'tue-am'): number | null => adultsOn(weeks, day, slot);
    expect([of('2026-08-31', 'mon-am'), of('2026-09-07', 'mon-am'), of('2027-01-04', 'mon-am')]).toEqual([null, 3, 4]);
    // Nobody there is not the same as nothing said.
    expect([of('2026-09-08', 'tue-am'), of('2027-01-05', 'tue-am')]).toEqual([0, null]);
  });

  it('take the place of one from the same day on', () => {
    expect(enterWeek([september, january], { from: '2027-01-04', adults: { 'mon-am': 5 } })).toEqual([
      september,
      { from: '2027-01-04', adults: { 'mon-am': 5 } },
    ]);
  });
});
