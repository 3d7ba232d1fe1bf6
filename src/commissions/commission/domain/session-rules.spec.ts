import { describe, expect, it } from '../../../../test/support/runner.js';
import { instantAt } from '../../../foundation/kernel/time.js';
import { answerBefore, taskAt } from './session-dates.js';
import { judgeSession, SESSION_ACTIONS, SESSION_STATES, type SessionAction } from './session-lifecycle.js';

describe('what follows from the date of a session', () => {
  it.each([
    ['places', '2027-01-07T08:00:00.000Z'],
    ['confirm', '2027-01-07T08:00:00.000Z'],
    ['call', '2027-01-13T08:00:00.000Z'],
    ['freeze', '2027-01-23T17:00:00.000Z'],
    ['minutes', '2027-02-05T08:00:00.000Z'],
  ] as const)('%s at %s', (task, at) => expect(taskAt(task, instantAt('2027-01-28', '14:00'), 15)).toBe(at));

  it.each([
    ['2027-01-07', '2027-01-23'],
    ['2027-01-22', '2027-01-23'],
    ['2027-01-23', null],
    ['2027-01-25', null],
    ['2027-01-28', null],
    ['2027-02-01', null],
  ])('asked on %s, families and directors answer before: %s', (today, before) =>
    expect(answerBefore(instantAt('2027-01-28', '14:00'), 15, today)).toBe(before),
  );

  it('keeps the hour of Paris when summer time comes in between', () => {
    expect(taskAt('freeze', instantAt('2027-03-30', '14:00'), 15)).toBe(instantAt('2027-03-25', '18:00'));
  });
});

describe('the life of a session', () => {
  const allowed: Record<SessionAction, string> = {
    list: 'planned called',
    move: 'planned called',
    call: 'planned',
    freeze: 'planned called',
    prepare: 'frozen prepared',
    open: 'prepared',
    refresh: 'open',
    decide: 'open',
    undo: 'open',
    debate: 'open',
    pause: 'open suspended',
    resume: 'suspended',
    attend: 'open closed',
    recuse: 'frozen prepared open',
    unmask: 'frozen prepared open suspended',
    close: 'open',
    sign: 'closed',
    cancel: 'planned called frozen prepared',
  };
  it.each(Object.keys(SESSION_ACTIONS) as SessionAction[])('%s only from its own states', (action) => {
    expect(SESSION_STATES.filter((state) => judgeSession(state, action).ok).join(' ')).toBe(allowed[action]);
  });
});
