import { describe, expect, it } from '../../../../test/support/runner.js';
import { measuresOf, measuresTogether, NO_SESSION, type PastSession } from './session-measures.js';

/** Frozen on Monday 1 March; sat on the 8th from 9:00 to 10:30 for six cases. */
const session: PastSession = {
  frozenAt: '2027-03-01T20:00:00.000Z',
  closedAt: '2027-03-08T09:30:00.000Z',
  decided: [
    { decision: 'admit', kept: true, reason: null, count: 2 },
    { decision: 'wait', kept: true, reason: 'no_place', count: 2 },
    { decision: 'admit', kept: false, reason: 'child_protection', count: 1 },
    { decision: 'refuse', kept: false, reason: 'outside_area', count: 1 },
  ],
  // At closing, and ten days later to the next in rank.
  offersMadeAt: ['2027-03-08T09:30:00.000Z', '2027-03-08T09:30:00.000Z', '2027-03-18T05:00:00.000Z'],
  days: [{ startsAt: '2027-03-08T08:00:00.000Z', openedAt: null, endedAt: '2027-03-08T09:30:00.000Z', present: 4 }],
  quorum: 4,
  lines: [
    [
      { code: 'two_working', value: true, points: 60, proof: 'seen' },
      { code: 'income', value: 600, points: 20, proof: 'declared' },
      { code: 'cap', value: null, points: -10, proof: 'declared' },
    ],
    [{ code: 'opinion', value: true, points: 20, proof: 'recorded' }],
  ],
  cutOffs: [
    { at: 'ma', section: 'babies', reserve: null, received: 12, points: 40, full: true },
    { at: 'ma', section: 'babies', reserve: 'insertion', received: 2, points: 10, full: false },
  ],
  seats: [
    { at: 'ma', section: 'babies', places: 30, left: 4 },
    { at: 'ma', section: 'babies~avip', places: 10, left: 10 },
  ],
};

describe('the measures of a session', () => {
  it('are counted by hand for one session', () =>
    expect(measuresOf(session)).toEqual({
      sessions: 1,
      cases: 6,
      decided: { admit: 3, refuse: 1, wait: 2 },
      followed: 4,
      departures: { child_protection: 1, outside_area: 1 },
      offerDays: new Map([
        [7, 2],
        [17, 1],
      ]),
      quorumDays: 1,
      quorumReached: 1,
      timed: { minutes: 90, cases: 6 },
      points: { given: 100, proved: 80 },
      seats: { places: 40, left: 14 },
      reserved: { places: 10, left: 10 },
      guaranteed: { insertion: 2 },
    }));

  it.each<[string, Partial<PastSession>, object]>([
    ['without a quorum, none is counted', { quorum: null }, { quorumDays: 0, quorumReached: 0 }],
    ['one member too few', { quorum: 5 }, { quorumDays: 1, quorumReached: 0 }],
    [
      'a day is timed from when the session was opened, where that is later than planned',
      { days: [{ ...session.days[0]!, openedAt: '2027-03-08T09:28:00.000Z' }] },
      { timed: { minutes: 2, cases: 6 } },
    ],
    [
      'and from the hour planned, where it was opened before',
      { days: [{ ...session.days[0]!, openedAt: '2027-03-08T07:00:00.000Z' }] },
      { timed: { minutes: 90, cases: 6 } },
    ],
    [
      'a day that was ended on another day is not timed',
      { days: [{ ...session.days[0]!, endedAt: '2027-03-10T08:00:00.000Z' }] },
      { timed: { minutes: 0, cases: 0 } },
    ],
    ['an older session kept no seats', { seats: null }, { seats: null, reserved: null }],
  ])('%s', (_, over, expected) => expect(measuresOf({ ...session, ...over })).toMatchObject(expected));

  it('add up over sessions, those without kept seats aside', () => {
    const together = measuresTogether([measuresOf(session), measuresOf({ ...session, seats: null })]);
    expect(together).toMatchObject({ sessions: 2, cases: 12, followed: 8, seats: { places: 40, left: 14 } });
    expect(together.departures).toEqual({ child_protection: 2, outside_area: 2 });
    expect(together.offerDays.get(7)).toBe(4);
    expect(measuresTogether([])).toEqual(NO_SESSION);
  });
});
