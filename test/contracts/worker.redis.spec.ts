import { describe, expect, it } from '../support/runner.js';
import { freshDatabase } from '../support/app.js';
import { Build } from '../support/build.js';
import { ServerProcess } from '../support/server-process.js';

describe('a worker (postgres and Redis)', () => {
  it('answers /health and /ready at WORKER_PORT, and stops when asked to', async () => {
    const build = new Build();
    const database = await freshDatabase('postgres');
    const worker = await ServerProcess.start(build, 'worker', {
      DATABASE_URL: database.config.DATABASE_URL!,
      REDIS_URL: process.env['TEST_REDIS_URL']!,
    });
    try {
      for (const [path, status] of [
        ['/health', 200],
        ['/ready', 200],
        ['/metrics', 404],
        ['/rpe', 404],
      ] as const)
        expect([path, (await worker.door.inject(path)).statusCode]).toEqual([path, status]);
      expect(await worker.stop()).toBe('SIGTERM');
    } finally {
      await worker.stop('SIGKILL');
      await database.drop();
      build.remove();
    }
  }, 120_000);
});
