import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { restOfCase } from './rest-of-case.js';
import type { CandidacySnapshot } from './snapshot.js';

const DAY = { start: '08:00', end: '18:00' };
const asked = (fewestDays?: number): CandidacySnapshot => ({
  birth: '2026-03-01',
  born: true,
  communeCode: null,
  week: { mon: DAY, tue: DAY, wed: DAY },
  wantedFrom: '2027-09-01',
  requestedAt: '2026-11-24T08:00:00.000Z',
  wishes: [],
  ...(fewestDays === undefined ? {} : { fewestDays }),
});

describe('what is left of a case', () => {
  it('is its week less what its family has, by whole and by half-days', () => {
    expect(restOfCase(asked(), slotsToMask(['mon-am', 'mon-pm', 'tue-am']))).toMatchObject({
      week: { tue: { start: '13:00', end: '18:00' }, wed: DAY },
    });
    expect(restOfCase(asked(), 0)).toEqual(asked());
    expect(restOfCase(asked(), slotsToMask(['thu-am']))).toEqual(asked());
  });

  it('is nothing for a family that has its whole week', () => {
    expect(restOfCase(asked(), slotsToMask(['mon-am', 'mon-pm', 'tue-am', 'tue-pm', 'wed-am', 'wed-pm']))).toBeNull();
  });

  it('counts the days that the family has in the fewest that it would take', () => {
    expect(restOfCase(asked(2), slotsToMask(['mon-am', 'mon-pm']))?.fewestDays).toBe(1);
    expect(restOfCase(asked(1), slotsToMask(['mon-am', 'mon-pm', 'tue-am']))?.fewestDays).toBe(0);
  });
});
