import { describe, expect, it } from '../../../../test/support/runner.js';
import { OPEN_STATES, REQUEST_STATES, type RequestState } from './request-states.js';
import { limitsAt, reasonAgainstErasure, reasonToKeep, type ReasonToKeep } from './retention.js';

const LIMIT = '2026-11-24T23:00:00.000Z';
const BEFORE = '2026-11-24T22:59:59.999Z';
const ENDED = '2026-01-31T23:00:00.000Z';
const ENDED_BEFORE = '2026-01-31T22:59:59.999Z';
const LIMITS = { closed: LIMIT, ended: ENDED };

describe('how long things are kept', () => {
  it('counts back in civil days of Paris, summer time or not', () => {
    expect(limitsAt('2027-05-31T22:30:00.000Z', 100)).toEqual({
      drafts: '2027-02-28T23:00:00.000Z',
      closed: '2026-05-31T22:00:00.000Z',
      ended: '2027-02-20T23:00:00.000Z',
      answers: '2027-05-01T22:00:00.000Z',
    });
  });

  const CASES: [string, RequestState[], boolean, string, ReasonToKeep | null][] = [
    ['withdrawn a year ago', ['withdrawn'], false, BEFORE, null],
    ['refused, lapsed and solved elsewhere a year ago', ['refused', 'lapsed', 'solved_elsewhere'], false, BEFORE, null],
    ['no request left (joined into another dossier)', [], false, BEFORE, null],
    ['withdrawn a moment less than a year ago', ['withdrawn'], false, LIMIT, 'recent'],
    ['one child still asking', ['withdrawn', 'waiting_list'], false, BEFORE, 'open'],
    ['one child placed', ['withdrawn', 'placed'], false, BEFORE, 'placed'],
    ['one child partly placed elsewhere', ['partly_placed'], false, BEFORE, 'placed'],
    ['an offer to answer', ['offered'], true, BEFORE, 'offered'],
    ['withdrawn while a place is still held', ['withdrawn'], true, BEFORE, 'placed'],
    ['a place that has ended', ['ended'], false, BEFORE, 'ended'],
    ['a place that ended long ago', ['ended', 'withdrawn'], false, ENDED_BEFORE, null],
    ['a place that ended long ago, and a child still asking', ['ended', 'waiting_list'], false, ENDED_BEFORE, 'open'],
  ];
  it.each(CASES)('%s', (_, states, holdsPlace, lastMoveAt, reason) =>
    expect(reasonToKeep({ states, holdsPlace, lastMoveAt }, LIMITS)).toBe(reason),
  );

  it('never forgets an open request by itself, whatever else the dossier holds', () => {
    for (const open of OPEN_STATES) {
      for (const other of REQUEST_STATES)
        expect(reasonToKeep({ states: [other, open], holdsPlace: false, lastMoveAt: BEFORE }, LIMITS)).not.toBeNull();
    }
  });

  it.each([
    [['waiting_list'], false, null],
    [['ended'], false, null],
    [['ended'], true, 'placed'],
    [['offered', 'waiting_list'], false, 'offered'],
    [['partly_placed'], false, null],
    [['placed'], false, null],
    [['partly_placed'], true, 'placed'],
  ] as [RequestState[], boolean, ReasonToKeep | null][])(
    'a family in %j (holding a place: %s) asks to be forgotten',
    (states, holdsPlace, reason) => {
      expect(reasonAgainstErasure({ states, holdsPlace })).toBe(reason);
    },
  );
});
