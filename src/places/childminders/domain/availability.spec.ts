import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask } from '../../../foundation/kernel/week-schedule.js';
import { freeAmong, freeOn, isConfirmed, toldAvailability, type SaidAvailability } from './availability.js';

const MONDAY = slotsToMask(['mon-am', 'mon-pm']);
const SAID: SaidAvailability = {
  free: { 'mon-am': 2, 'mon-pm': 1, 'tue-am': 1 },
  freeFrom: '2027-01-04',
  saidAt: '2026-12-15T10:00:00.000Z',
  confirmedAt: '2026-12-15T10:00:00.000Z',
};
const line = (from: string, to: string | null, recordedAt: string) => ({ slots: MONDAY, from, to, recordedAt });
const [EARLIER, LATER] = ['2026-12-01T10:00:00.000Z', '2026-12-20T10:00:00.000Z'];

describe('the free places of a childminder', () => {
  it.each([
    ['before the day from which she spoke', [], '2027-01-03', {}],
    ['as she said', [], '2027-01-04', SAID.free],
    ['less an agreement made later', [line('2027-01-04', null, LATER)], '2027-02-01', { 'mon-am': 1, 'tue-am': 1 }],
    ['with one that she had counted', [line('2026-09-01', null, EARLIER)], '2027-02-01', SAID.free],
    ['less one that begins later', [line('2027-03-01', null, EARLIER)], '2027-03-01', { 'mon-am': 1, 'tue-am': 1 }],
    ['until that one begins', [line('2027-03-01', null, EARLIER)], '2027-02-28', SAID.free],
    ['again once it has ended', [line('2027-01-04', '2027-06-30', LATER)], '2027-07-01', SAID.free],
  ])('are told %s', (_, agreements, day, free) => expect(freeOn(SAID, agreements, day)).toEqual(free));

  it('fit half-days asked for', () =>
    expect(freeAmong(SAID.free, slotsToMask(['mon-pm', 'tue-am', 'wed-am']))).toEqual(['mon-pm', 'tue-am']));

  it.each([
    ['2027-01-29', true],
    ['2027-01-30', false],
  ])('count as confirmed on %s: %s', (today, confirmed) => expect(isConfirmed(SAID, today)).toBe(confirmed));

  it('are never told as free when nobody confirmed them', () => {
    expect(toldAvailability(null, [], '2027-01-10')).toEqual({ state: 'unknown' });
    expect(toldAvailability(SAID, [], '2027-03-01')).toEqual({ state: 'unconfirmed', since: '2026-12-15' });
    expect(toldAvailability({ ...SAID, free: {} }, [], '2027-01-10')).toEqual({
      state: 'full',
      confirmedOn: '2026-12-15',
    });
    expect(toldAvailability(SAID, [], '2026-12-20')).toEqual({
      state: 'free',
      free: SAID.free,
      from: '2027-01-04',
      confirmedOn: '2026-12-15',
    });
  });
});
