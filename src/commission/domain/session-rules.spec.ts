import { describe, expect, it } from '@jest/globals';
import { instantAt } from '../../kernel/time.js';
import { slotsToMask } from '../../kernel/week-schedule.js';
import { taskAt } from './session-dates.js';
import { maskOfNames, sessionInstance, spansOf } from './session-instance.js';
import { judgeSession, SESSION_ACTIONS, SESSION_STATES, type SessionAction } from './session-lifecycle.js';

describe('what follows from the date of a session', () => {
  it.each([
    ['places', '2027-01-07T08:00:00.000Z'], ['confirm', '2027-01-07T08:00:00.000Z'], ['call', '2027-01-13T08:00:00.000Z'], ['freeze', '2027-01-23T17:00:00.000Z'],
  ] as const)('%s at %s', (task, at) => expect(taskAt(task, instantAt('2027-01-28', '14:00'), 15)).toBe(at));

  it('keeps the hour of Paris when summer time comes in between', () => {
    expect(taskAt('freeze', instantAt('2027-03-30', '14:00'), 15)).toBe(instantAt('2027-03-25', '18:00'));
  });
});

describe('the life of a session', () => {
  const allowed: Record<SessionAction, string> = {
    list: 'planned called', move: 'planned called', call: 'planned', freeze: 'planned called', prepare: 'frozen prepared', open: 'prepared', refresh: 'open',
    decide: 'open', close: 'open', cancel: 'planned called frozen prepared',
  };
  it.each(Object.keys(SESSION_ACTIONS) as SessionAction[])('%s only from its own states', (action) => {
    expect(SESSION_STATES.filter((state) => judgeSession(state, action).ok).join(' ')).toBe(allowed[action]);
  });
});

describe('what the proposer is given', () => {
  const monday = slotsToMask(['mon-am', 'mon-pm']);
  const claims = [
    { id: 'spring', entry: '2027-03-01', end: '2028-08-31', targets: [{ at: 'A', section: 'babies', slots: monday }] },
    { id: 'autumn', entry: '2027-09-01', end: '2029-08-31', targets: [{ at: 'A', section: 'babies', slots: monday | slotsToMask(['sat-am']) }] },
  ];
  const spans = spansOf(claims, '2027-03-01');

  it('counts places between the days on which somebody enters or leaves', () => {
    expect(spans).toEqual([
      { from: '2027-03-01', to: '2027-08-31' }, { from: '2027-09-01', to: '2028-08-31' }, { from: '2028-09-01', to: '2029-08-31' },
    ]);
    expect(spansOf([], '2027-03-01')).toEqual([{ from: '2027-03-01', to: '2027-03-01' }]);
  });

  it('a short span without a Monday asks nobody for a Monday', () => {
    // From Wednesday to Friday somebody is there already; the other comes on Saturday.
    const near = [{ ...claims[0]!, id: 'now', entry: '2027-03-03' }, { ...claims[0]!, id: 'then', entry: '2027-03-06' }];
    const short = spansOf(near, '2027-03-03');
    expect(short[0]).toEqual({ from: '2027-03-03', to: '2027-03-05' });
    const free = [new Map([['wed-am', 1]] as const), new Map([['mon-am', 1], ['mon-pm', 1]] as const)];
    const { families, slots } = sessionInstance(near, [{ at: 'A', section: 'babies', free }], short);
    expect(families['now']!.wishes[0]![0]!.slots).toEqual(['2027-03-06/mon-am', '2027-03-06/mon-pm']);
    expect(slots.filter((name) => name.startsWith('2027-03-03'))).toEqual(
      ['wed-am', 'wed-pm', 'thu-am', 'thu-pm', 'fri-am', 'fri-pm'].map((slot) => `2027-03-03/${slot}`),
    );
    const overSunday = sessionInstance(near, [], [{ from: '2027-03-06', to: '2027-03-08' }]).slots;
    expect(overSunday.map((name) => name.slice(11))).toEqual(['mon-am', 'mon-pm', 'sat-am', 'sat-pm', 'sun-am', 'sun-pm']);
  });

  it('a child holds its half-days from its entry to its end, and none that the section never opens', () => {
    const free = spans.map(() => new Map([['mon-am', 2], ['mon-pm', -1]] as const));
    const { families, establishments } = sessionInstance(claims, [{ at: 'A', section: 'babies', free }], spans);
    expect(families['spring']!.wishes[0]![0]!.slots).toEqual(['2027-03-01/mon-am', '2027-03-01/mon-pm', '2027-09-01/mon-am', '2027-09-01/mon-pm']);
    expect(families['autumn']!.wishes[0]![0]!.slots).toEqual(['2027-09-01/mon-am', '2027-09-01/mon-pm', '2028-09-01/mon-am', '2028-09-01/mon-pm']);
    expect(establishments['A']!.capacity['babies']!['2027-03-01/mon-pm']).toBe(0);
    expect(maskOfNames(families['autumn']!.wishes[0]![0]!.slots)).toBe(monday);
  });
});
