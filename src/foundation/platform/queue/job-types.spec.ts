import { describe, expect, it } from '../../../../test/support/runner.js';
import { jobType } from '../../kernel/job-type.js';
import type { Tx } from '../database/index.js';
import { JobHandlers } from './job-handlers.js';
import type { Queue } from './queue.js';

const CALL = jobType<{ sessionId: string }>('session.call');
const EVERY_NIGHT = jobType('queue.retention');

/** Never run: what must not compile is marked, and the mark is an error where it compiles. */
export const wrong = (queue: Queue, handlers: JobHandlers, tx: Tx): unknown => [
  queue.plan(tx, CALL, { sessionId: 'a' }),
  // @ts-expect-error it carries the id of a session
  queue.plan(tx, CALL, { offerId: 'a' }),
  // @ts-expect-error it carries something
  queue.plan(tx, CALL, {}),
  // @ts-expect-error a number is no id
  queue.planAll(tx, CALL, [{ payload: { sessionId: 1 } }]),
  // @ts-expect-error it carries nothing
  queue.plan(tx, EVERY_NIGHT, { sessionId: 'a' }),
  // @ts-expect-error a name that nobody declared
  queue.plan(tx, 'session.call', { sessionId: 'a' }),
  // @ts-expect-error what starts with the house carries nothing
  queue.ensure(tx, CALL, { at: '2026-01-01T00:00:00.000Z', key: 'call' }),
  handlers.register({
    type: CALL,
    // @ts-expect-error it carries the id of a session
    handle: async (_tx, { offerId }) => void offerId,
  }),
];

describe('the name of a kind of job', () => {
  it('is what the queue keeps', () => {
    const handlers = new JobHandlers();
    handlers.register({ type: CALL, handle: async (_tx, { sessionId }) => void sessionId });
    expect(handlers.get('session.call').type).toBe('session.call');
    expect(() => handlers.register({ type: CALL, handle: async () => undefined })).toThrow('Two handlers');
  });
});
