import { Global, Module, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { Reader, UnitOfWork } from '../database/index.js';
import { JobClaims } from './job-claims.js';
import { JobDesk } from './job-desk.js';
import { JobHandlers } from './job-handlers.js';
import { JobRetention } from './job-retention.js';
import { JobRunner } from './job-runner.js';
import { Nightly } from './nightly.js';
import { Queue } from './queue.js';
import { QueueFigures } from './queue-figures.js';
import { QueueDriver } from './queue-driver.js';
import { SqlQueueDriver } from './sql-queue-driver.js';

@Global()
@Module({
  providers: [
    Queue,
    JobHandlers,
    JobClaims,
    JobDesk,
    JobRetention,
    JobRunner,
    Nightly,
    QueueFigures,
    SqlQueueDriver,
    {
      provide: QueueDriver,
      inject: [Config, SqlQueueDriver, UnitOfWork, Reader, Clock, JobClaims, JobRunner, JobHandlers],
      useFactory: async (
        { redis, mode }: Config,
        sql: SqlQueueDriver,
        unitOfWork: UnitOfWork,
        reader: Reader,
        clock: Clock,
        claims: JobClaims,
        runner: JobRunner,
        handlers: JobHandlers,
      ): Promise<QueueDriver> => {
        if (!redis) return sql;
        // The library of Redis is loaded only where Redis is used.
        const { RedisQueueDriver } = await import('./redis/redis-queue-driver.js');
        return new RedisQueueDriver(
          { ...redis, works: mode === 'worker' },
          unitOfWork,
          reader,
          clock,
          claims,
          runner,
          handlers,
        );
      },
    },
  ],
  exports: [Queue, JobHandlers, Nightly, QueueDriver, JobClaims, JobDesk, JobRunner, SqlQueueDriver],
})
export class QueueModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly config: Config,
    private readonly driver: QueueDriver,
  ) {}

  onApplicationBootstrap(): void {
    // Tests run due jobs when they say so (SqlQueueDriver.runDue), and command-line tools leave jobs to the server.
    if (this.config.mode !== 'test' && this.config.mode !== 'tool') this.driver.start();
  }

  /** Stops the queue before the listeners close and the data sources are destroyed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.driver.stop();
  }
}
