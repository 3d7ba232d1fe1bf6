import { describe, expect, it } from '../../../../test/support/runner.js';
import type { SessionMeasures } from '../../../commissions/commission/index.js';
import { toldOutside, toldToDesk } from './told-measures.js';

/** Two sessions of forty cases. */
const measures: SessionMeasures = {
  sessions: 2,
  cases: 40,
  decided: { admit: 20, wait: 14, defer: 0, refuse: 6 },
  followed: 34,
  departures: { child_protection: 1, sibling_together: 5 },
  offerDays: new Map([
    [7, 18],
    [17, 2],
  ]),
  quorumDays: 2,
  quorumReached: 1,
  timed: { minutes: 200, cases: 40 },
  points: { given: 900, proved: 600 },
  seats: { places: 240, left: 60 },
  reserved: { places: 40, left: 30 },
  guaranteed: { insertion: 5, adaptation: 1 },
};
const REFUSALS = { outside_area: 6 };

describe('what is told of sessions', () => {
  it('to the desk: all of it', () =>
    expect(toldToDesk(measures, REFUSALS)).toEqual({
      sessions: 2,
      cases: 40,
      decided: { admit: 20, wait: 14, defer: 0, refuse: 6 },
      followed: 34,
      others: 6,
      departures: { child_protection: 1, sibling_together: 5 },
      refusals: { outside_area: 6 },
      offerDays: measures.offerDays,
      seats: { places: 240, left: 60 },
      reserved: { places: 40, left: 30 },
      guaranteed: { insertion: 5, adaptation: 1 },
      quorum: { days: 2, reached: 1 },
      minutesPerCase: 5,
      proved: 67,
    }));

  it('outside: no small count, nor one that the others give', () => {
    const told = toldOutside(measures, REFUSALS);
    // Nobody was deferred, which is hidden; the next in the list hides which one it was.
    expect(told.decided).toEqual({ admit: 20, wait: 14, defer: null, refuse: null });
    expect(told).toMatchObject({ cases: 40, followed: 34, others: 6, proved: 67, refusals: null });
    // Of six, one was for protection: the two reasons are hidden together.
    expect(told.departures).toEqual({ child_protection: null, sibling_together: null });
    expect(told.guaranteed).toEqual({ insertion: 5, adaptation: null });
    // Ten half-days may be one child's.
    expect([told.seats, told.reserved]).toEqual([{ places: 240, left: 60 }, null]);
  });

  it.each<[string, Partial<SessionMeasures>, object]>([
    [
      'nine cases: no rate',
      { cases: 9, followed: 9, decided: { admit: 9 } },
      { cases: 9, proved: null, minutesPerCase: 5 },
    ],
    ['four cases: no number', { cases: 4, followed: 4, decided: { admit: 4 } }, { cases: null, minutesPerCase: null }],
    ['four offers: no delay', { offerDays: new Map([[7, 4]]) }, { offerDays: new Map() }],
    ['four others: no reason', { followed: 36 }, { others: null, departures: null }],
  ])('outside, %s', (_, over, expected) =>
    expect(toldOutside({ ...measures, ...over }, REFUSALS)).toMatchObject(expected),
  );
});
