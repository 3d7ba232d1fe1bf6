import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { concernedStays, type HeldPart } from './concerned.js';

const DAYS = { from: '2027-01-11', to: '2027-01-22' };
const TUESDAYS = slotsToMask(['tue-am', 'tue-pm']);
const part = (facts: Partial<HeldPart>): HeldPart => ({
  id: 'part',
  childId: 'lina',
  requestId: 'request',
  sectionId: 'babies',
  slots: TUESDAYS,
  birthDate: null,
  from: '2026-09-01',
  to: '2027-08-31',
  ...facts,
});

describe('the children concerned by a closure', () => {
  it.each([
    ['there all along', [part({})], [DAYS.from, DAYS.to, false]],
    ['who begins meanwhile', [part({ from: '2027-01-18' })], ['2027-01-18', DAYS.to, false]],
    ['who leaves meanwhile', [part({ to: '2027-01-15' })], [DAYS.from, '2027-01-15', false]],
    [
      'who changes sections and keeps its half-days',
      [part({ to: '2027-01-14' }), part({ id: 'next', from: '2027-01-15', sectionId: 'toddlers' })],
      [DAYS.from, DAYS.to, false],
    ],
    [
      'whose half-days change',
      [part({ to: '2027-01-14' }), part({ id: 'next', from: '2027-01-15', slots: slotsToMask(['wed-am']) })],
      [DAYS.from, '2027-01-14', true],
    ],
  ])('a child %s', (_, parts, [from, to, changes]) => {
    expect(concernedStays(parts, DAYS)).toMatchObject([{ id: 'part', from, to, changes }]);
  });

  it('leaves out who is not there then', () => expect(concernedStays([part({ to: '2027-01-08' })], DAYS)).toEqual([]));

  it('lists each child once', () => expect(concernedStays([part({}), part({ childId: 'noe' })], DAYS)).toHaveLength(2));
});
