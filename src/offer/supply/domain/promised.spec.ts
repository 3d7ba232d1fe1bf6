import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type OpeningWeek } from '../../../foundation/kernel/week-schedule.js';
import { promisesInTheWay, refusePromised, type Promised, type Withdrawn } from './promised.js';

const DAY = { start: '08:00', end: '18:00' };
const OPEN: OpeningWeek = { mon: { start: '07:00', end: '19:00' }, tue: { start: '07:00', end: '19:00' } };
const PLACE: Promised = {
  kind: 'place',
  number: 'AAAA-BBBB',
  sectionId: 'ma:babies',
  from: '2027-01-04',
  to: '2027-08-31',
  slots: slotsToMask(['mon-am', 'mon-pm']),
  week: { mon: DAY },
  birth: '2026-06-01',
};
const AFTER = { from: '2027-03-01', to: null };
const hours = (after: OpeningWeek, before = OPEN): Withdrawn => ({ what: 'hours', before, after });
const ages = (fromMonths: number, toMonths: number): Withdrawn => ({
  what: 'ages',
  sectionId: 'ma:babies',
  fromMonths,
  toMonths,
});

describe('the promises that a change would touch', () => {
  it.each<[string, Partial<Promised>, Withdrawn, boolean]>([
    ['a closing, a place that goes on', {}, { what: 'establishment' }, true],
    ['a closing, a place that has ended by then', { to: '2027-02-28' }, { what: 'establishment' }, false],
    ['a closing, an agreement without an end', { kind: 'agreement', to: null }, { what: 'establishment' }, true],
    ['a section, its child', {}, { what: 'section', sectionId: 'ma:babies' }, true],
    ['a section, the child of another', {}, { what: 'section', sectionId: 'ma:older' }, false],
    ['ages, a child who is there already', {}, ages(24, 36), false],
    ['ages, a child to come who would be too young', { from: '2027-03-01' }, ages(24, 36), true],
    ['ages, a child to come whom they suit', { from: '2027-03-01' }, ages(2, 15), false],
    ['ages, a child to come to another section', { from: '2027-03-01', sectionId: 'ma:older' }, ages(24, 36), false],
    ['hours, a weekday that closes', {}, hours({ tue: OPEN.tue! }), true],
    ['hours, a weekday on which the child does not come', {}, hours({ mon: OPEN.mon! }), false],
    ['hours, an evening that the child needs', {}, hours({ ...OPEN, mon: { start: '07:00', end: '17:00' } }), true],
    ['hours, an evening that nobody asked for', {}, hours({ ...OPEN, mon: { start: '07:00', end: '18:00' } }), false],
    [
      'hours, an evening that the nursery never gave',
      { week: { mon: { start: '08:00', end: '21:00' } } },
      hours(OPEN),
      false,
    ],
    ['hours, a half-day promised without hours', { week: null }, hours({ mon: DAY }), true],
    ['a session that has fixed its list', { kind: 'session', sectionId: null, to: null }, hours(OPEN), true],
  ])('%s', (_, other, withdrawn, touched) =>
    expect(promisesInTheWay([{ ...PLACE, ...other }], AFTER, withdrawn)).toHaveLength(touched ? 1 : 0),
  );

  it('are named by their numbers, a session before them', () => {
    expect(refusePromised([])).toBeNull();
    const unknown: Promised = { ...PLACE, number: null };
    expect(refusePromised([PLACE, unknown, { ...PLACE, kind: 'offer', number: 'CCCC-DDDD' }])).toEqual({
      code: 'provider.promised',
      facts: {
        places: 2,
        placeNumbers: 'AAAA-BBBB',
        offers: 1,
        offerNumbers: 'CCCC-DDDD',
        agreements: 0,
        agreementNumbers: 'none',
      },
    });
    expect(refusePromised([PLACE, { ...PLACE, kind: 'session', number: '2027-02-03' }])).toEqual({
      code: 'provider.frozenSession',
      facts: { session: '2027-02-03' },
    });
  });
});
