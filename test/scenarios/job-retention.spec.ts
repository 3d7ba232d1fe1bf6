import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { JobHandlers, type JobState } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';

const NOW = '2027-06-15T01:45:00.000Z';

describe.each(DATABASES)('jobs that ended (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind, { JOBS_KEPT_DAYS: '10' });
    test.app.get<TravellingClock>(Clock).travelTo(NOW);
  });
  afterAll(() => test.close());
  beforeEach(() => test.app.get(UnitOfWork).run((tx) => tx.write(`DELETE FROM job WHERE type <> 'queue.retention'`)));

  const ended = (type: string, state: JobState, finishedAt: string | null, times = 1) =>
    test.app.get(UnitOfWork).run(async (tx) => {
      for (let count = 0; count < times; count += 1) {
        await tx.insert(Job, {
          id: newId(),
          type,
          payload: {},
          key: null,
          runAt: '2026-01-01T00:00:00.000Z',
          publishedAt: null,
          state,
          attempts: 1,
          lastError: null,
          createdAt: '2026-01-01T00:00:00.000Z',
          correlation: null,
          finishedAt,
        });
      }
    });
  const night = () =>
    test.app.get(UnitOfWork).run((tx) => test.app.get(JobHandlers).get('queue.retention').handle(tx, {}, undefined));
  const kept = async () =>
    (await test.app.get(Reader).find(Job, {}))
      .filter(({ type }) => type.startsWith('test.'))
      .map(({ type }) => type)
      .sort();
  const nextNight = async () =>
    (await test.app.get(Reader).find(Job, { where: { key: 'queue.retention', state: 'waiting' } })).map(({ runAt }) =>
      runAt.slice(0, 16),
    );

  it('are dropped when they are older than the setting says, whole days; what waits never is', async () => {
    await ended('test.done-long-ago', 'done', '2027-06-04T21:59:59.999Z');
    await ended('test.cancelled-long-ago', 'cancelled', '2027-06-01T00:00:00.000Z');
    await ended('test.done-ten-days-ago', 'done', '2027-06-04T22:00:00.000Z');
    await ended('test.cancelled-yesterday', 'cancelled', '2027-06-14T00:00:00.000Z');
    await ended('test.waits-since-a-year', 'waiting', null);
    await night();
    expect(await kept()).toEqual(['test.cancelled-yesterday', 'test.done-ten-days-ago', 'test.waits-since-a-year']);
    expect(await nextNight()).toEqual(['2027-06-16T01:45']);
  });

  it('stay for a person when they failed, twelve months at most', async () => {
    await ended('test.failed-last-summer', 'failed', '2026-06-15T00:00:00.000Z');
    await ended('test.failed-long-ago', 'failed', '2026-06-14T00:00:00.000Z');
    await night();
    expect(await kept()).toEqual(['test.failed-last-summer']);
  });

  it('are dropped in pieces, a minute apart, the oldest first', async () => {
    await ended('test.old', 'done', '2027-01-01T00:00:00.000Z', 1000);
    await ended('test.less-old', 'done', '2027-01-02T00:00:00.000Z', 3);
    await night();
    expect([await kept(), await nextNight()]).toEqual([
      ['test.less-old', 'test.less-old', 'test.less-old'],
      ['2027-06-15T01:46'],
    ]);
    await night();
    expect([await kept(), await nextNight()]).toEqual([[], ['2027-06-16T01:45']]);
  });

  it('are found by an index', async () => {
    const plan = await test.app.get(UnitOfWork).run(async (tx) => {
      if (kind === 'postgres') await tx.sql('SET LOCAL enable_seqscan = off');
      return tx.sql(
        `${kind === 'postgres' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} SELECT id FROM job WHERE finished_at < :ended
          AND state <> 'waiting' AND (state <> 'failed' OR finished_at < :failed) ORDER BY finished_at LIMIT 1000`,
        { ended: NOW, failed: NOW },
      );
    });
    expect(JSON.stringify(plan)).toContain('job_finished');
  });
});
