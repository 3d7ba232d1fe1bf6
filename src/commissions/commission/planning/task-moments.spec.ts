import { describe, expect, it } from '../../../../test/support/runner.js';
import { taskMoment, unreachedBy } from './task-moments.js';

describe('when a task of a session was or will be done', () => {
  const planned = '2027-01-07T08:00:00.000Z';
  const job = { runAt: '2027-01-09T08:00:00.000Z', finishedAt: '2027-01-12T08:00:03.000Z' };

  it.each([
    ['done: when it was', { ...job, state: 'done' as const }, job.finishedAt],
    ['still to come: when it runs', { ...job, state: 'waiting' as const, finishedAt: null }, job.runAt],
    ['cancelled, since a person did it first: when it was planned', { ...job, state: 'cancelled' as const }, planned],
    ['without a job: when it is planned', undefined, planned],
  ])('%s', (_, found, at) => expect(taskMoment(found, planned)).toBe(at));
});

describe('whom a task of a session could not write to', () => {
  it.each([
    ['nobody: it is planned for all', { state: 'waiting' as const, payload: { sessionId: 's' } }, null],
    ['those for whom it waits', { state: 'waiting' as const, payload: { sessionId: 's', only: ['e'] } }, ['e']],
    ['nobody any more: it is done', { state: 'done' as const, payload: { sessionId: 's', only: ['e'] } }, null],
  ])('%s', (_, job, ids) => expect(unreachedBy(job)).toEqual(ids));
});
