import { describe, expect, it } from '../../../../test/support/runner.js';
import { instantAt } from '../../../foundation/kernel/time.js';
import { alternativesTo, conflictOf, entryRefusal, type Sitting, type WantedSitting } from './agenda-conflicts.js';

const rpe = { key: 'rpe', label: 'RPE' };
const wanted: WantedSitting = {
  id: null,
  bodyId: 'a',
  bodyName: 'A',
  day: '2027-01-14',
  time: '14:00',
  room: 'Salle 1',
  members: [rpe, { key: 'chair:a', label: 'Élu' }],
  noticeDays: 15,
  placesDeclared: false,
  missed: false,
  today: '2026-12-01',
  now: '2026-12-01T08:00:00.000Z',
  schoolHolidays: [{ name: 'Vacances d’hiver', from: '2027-02-20', to: '2027-03-07' }],
  unavailable: [],
};
const away = (startsAt: string, endsAt: string, personKey = 'rpe') => [{ personKey, startsAt, endsAt }];
const other = (overrides: Partial<Sitting> = {}): Sitting => ({
  id: 's',
  bodyId: 'b',
  bodyName: 'B',
  startsAt: instantAt('2027-01-14', '15:00'),
  room: 'Salle 2',
  members: [rpe],
  ...overrides,
});

describe('when a body cannot sit', () => {
  it.each<[string, Partial<WantedSitting>, Sitting[], string | null]>([
    ['nothing stands in the way', {}, [], null],
    ['a day gone by', { day: '2026-11-30' }, [], 'session.past'],
    ['an hour gone by today', { day: '2026-12-01', time: '08:00' }, [], 'session.past'],
    ['the last day of two years', { day: '2028-12-01' }, [], null],
    ['a year mistyped', { day: '2062-01-12' }, [], 'session.tooFar'],
    ['the day on which its children enter', { latest: '2027-01-14' }, [], null],
    ['after its children have entered', { latest: '2027-01-13' }, [], 'session.afterEntry'],
    ['a Saturday', { day: '2027-01-16' }, [], 'session.weekend'],
    ['a holiday', { day: '2027-01-01' }, [], 'session.holiday'],
    ['less than the notice', { day: '2026-12-15' }, [], 'session.notice'],
    ['exactly the notice', { day: '2026-12-16' }, [], null],
    ['the list fixed before directors can declare', { day: '2026-12-04', noticeDays: 2 }, [], 'session.freezeFirst'],
    ['as early, a session that was missed', { day: '2026-12-04', noticeDays: 20, missed: true }, [], null],
    ['after its entries, a session that was missed', { latest: '2026-12-20', missed: true }, [], null],
    ['a day that is past, a session that was missed', { day: '2026-10-01', missed: true }, [], 'session.past'],
    ['as early, places declared already', { day: '2026-12-04', noticeDays: 2, placesDeclared: true }, [], null],
    ['the list fixed the day after they are asked', { day: '2026-12-07', noticeDays: 2 }, [], null],
    ['a member sits elsewhere', {}, [other()], 'session.memberBusy'],
    ['the same room, other people', {}, [other({ members: [], room: ' salle 1' })], 'session.roomTaken'],
    ['other room and other people', {}, [other({ members: [] })], null],
    ['the body itself sits', {}, [other({ bodyId: 'a', members: [] })], 'session.bodyBusy'],
    ['right after the other has ended', {}, [other({ startsAt: instantAt('2027-01-14', '11:00') })], null],
    ['a minute too early', {}, [other({ startsAt: instantAt('2027-01-14', '11:01') })], 'session.memberBusy'],
    ['school holidays, in which it does not sit', { day: '2027-02-25' }, [], 'session.schoolHoliday'],
    ['their last day', { day: '2027-03-05' }, [], 'session.schoolHoliday'],
    ['the day after them', { day: '2027-03-08' }, [], null],
    ['school holidays, in which it sits', { day: '2027-02-25', schoolHolidays: [] }, [], null],
    [
      'a member is not free',
      { unavailable: away('2027-01-14T13:00:00.000Z', '2027-01-14T13:30:00.000Z') },
      [],
      'session.memberAway',
    ],
    [
      'a member is away for the week',
      { unavailable: away('2027-01-10T23:00:00.000Z', '2027-01-17T23:00:00.000Z') },
      [],
      'session.memberAway',
    ],
    [
      'a member is free again as it begins',
      { unavailable: away('2027-01-14T08:00:00.000Z', '2027-01-14T13:00:00.000Z') },
      [],
      null,
    ],
    [
      'a member is busy once it has ended',
      { unavailable: away('2027-01-14T16:00:00.000Z', '2027-01-14T18:00:00.000Z') },
      [],
      null,
    ],
    [
      'who does not sit in it is not free',
      { unavailable: away('2027-01-14T13:00:00.000Z', '2027-01-14T18:00:00.000Z', 'pmi') },
      [],
      null,
    ],
    ['it is the session being moved', { id: 's' }, [other()], null],
  ])('%s', (_, overrides, others, code) =>
    expect(conflictOf({ ...wanted, ...overrides }, others)?.code ?? null).toBe(code),
  );

  it.each([
    ['2027-01-13', false],
    ['2027-01-14', true],
    ['2029-01-14', true],
    ['2029-01-15', false],
    ['1927-03-01', false],
  ])('lets children enter from %s after a session of 14 January 2027: %s', (entryFrom, may) =>
    expect(entryRefusal(entryFrom, '2027-01-14')?.code ?? null).toBe(may ? null : 'session.entryFrom'),
  );

  it('suggests the nearest days that suit, closest first, never one that does not', () => {
    const others = [other(), other({ id: 't', startsAt: instantAt('2027-01-15', '14:00') })];
    expect(alternativesTo(wanted, others)).toEqual(['2027-01-13', '2027-01-12', '2027-01-11']);
    expect(alternativesTo({ ...wanted, day: '2026-12-10' }, [])).toEqual(['2026-12-16', '2026-12-17', '2026-12-18']);
    expect(alternativesTo({ ...wanted, day: '2020-01-02' }, [])).toEqual(['2026-12-16', '2026-12-17', '2026-12-18']);
    expect(alternativesTo({ ...wanted, day: '2027-06-10', latest: '2027-02-01' }, [])).toEqual([
      '2027-02-01',
      '2027-01-29',
      '2027-01-28',
    ]);
    // The RPE is away on the 14th and the 15th, the other body sits on the 13th.
    const unavailable = away('2027-01-13T23:00:00.000Z', '2027-01-15T23:00:00.000Z');
    expect(alternativesTo({ ...wanted, unavailable }, [other({ startsAt: instantAt('2027-01-13', '14:00') })])).toEqual(
      ['2027-01-12', '2027-01-11', '2027-01-18'],
    );
    expect(alternativesTo({ ...wanted, day: '2027-02-27' }, [])).toEqual(['2027-02-19', '2027-03-08', '2027-02-18']);
    // A Saturday: the Friday before, and on either side of the weekend.
    expect(alternativesTo({ ...wanted, day: '2027-12-25' }, [])).toEqual(['2027-12-24', '2027-12-27', '2027-12-23']);
  });
});
