import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { ConfigModule, type Config } from '../../src/foundation/config/index.js';
import { ENTITIES } from '../../src/entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { DatabaseModule, Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { Metrics, MetricsModule } from '../../src/foundation/platform/metrics/index.js';
import { ProbesModule } from '../../src/foundation/platform/probes/index.js';
import {
  JobClaims,
  JobDesk,
  JobHandlers,
  JobRunner,
  Queue,
  QueueModule,
  SqlQueueDriver,
  type JobHandler,
  type QueueDriver,
} from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { RedisQueueDriver } from '../../src/foundation/platform/queue/redis/redis-queue-driver.js';
import { JobChannel } from '../../src/foundation/platform/queue/redis/job-channel.js';
import { TimeModule, type TravellingClock } from '../../src/foundation/platform/time/index.js';
import { anyJob } from './jobs.js';
import { freshDatabase, testClocks, type TestDatabase } from './app.js';
import { TcpGate } from './tcp-gate.js';

export type QueueKind = 'SQL on SQLite' | 'SQL on PostgreSQL' | 'BullMQ on PostgreSQL';

/**
 * The queue on SQLite, and on PostgreSQL and BullMQ when TEST_DATABASE_URL and TEST_REDIS_URL name servers. A server
 * that does not answer makes the tests fail.
 */
export const QUEUES: QueueKind[] = [
  'SQL on SQLite',
  ...(process.env['TEST_DATABASE_URL']
    ? (['SQL on PostgreSQL', ...(process.env['TEST_REDIS_URL'] ? (['BullMQ on PostgreSQL'] as const) : [])] as const)
    : []),
];

@Module({})
class QueueOnly {
  static with(config: Config): DynamicModule {
    return {
      module: QueueOnly,
      imports: [
        ConfigModule.with(config),
        TimeModule.with(testClocks()),
        MetricsModule,
        ProbesModule,
        DatabaseModule.with(ENTITIES),
        QueueModule,
      ],
    };
  }
}

export const databaseOf = (kind: QueueKind): Promise<TestDatabase> =>
  freshDatabase(kind === 'SQL on SQLite' ? 'sqlite' : 'postgres');

/** The queue without the features, with as many drivers as a test wants processes. */
export class QueueWorld {
  private readonly drivers: QueueDriver[] = [];

  private constructor(
    private readonly database: TestDatabase,
    private readonly app: INestApplicationContext,
    private readonly gate: TcpGate | null,
    private readonly redis: Redis | null,
  ) {}

  /** @param database its jobs are deleted, so that tests of one kind may share it */
  static async open(kind: QueueKind, database: TestDatabase): Promise<QueueWorld> {
    const app = await NestFactory.createApplicationContext(QueueOnly.with(database.config), { logger: false });
    await app.get(UnitOfWork).run(async (tx) => {
      await tx.write('DELETE FROM job RETURNING id');
      await tx.write('DELETE FROM setting RETURNING name');
    });
    if (kind !== 'BullMQ on PostgreSQL') return new QueueWorld(database, app, null, null);
    const url = process.env['TEST_REDIS_URL']!;
    const redis = new Redis(url, { maxRetriesPerRequest: 1 });
    await redis.ping();
    return new QueueWorld(database, app, await TcpGate.before(new URL(url)), redis);
  }

  private get prefix(): string {
    return `marelle-${new URL(this.database.config.DATABASE_URL!).pathname.slice(1)}`;
  }

  /** Another process that runs jobs. */
  start(): QueueDriver {
    const { clock, claims } = this;
    const unitOfWork = this.app.get(UnitOfWork);
    const runner = new JobRunner(unitOfWork, clock, this.handlers, new Metrics());
    let driver: QueueDriver = new SqlQueueDriver(claims, runner, unitOfWork, this.handlers);
    if (this.gate) {
      const url = new URL(process.env['TEST_REDIS_URL']!);
      url.hostname = '127.0.0.1';
      url.port = String(this.gate.port);
      driver = new RedisQueueDriver(
        { url: url.href, prefix: this.prefix, works: true },
        unitOfWork,
        this.app.get(Reader),
        clock,
        claims,
        runner,
        this.handlers,
      );
    }
    this.drivers.push(driver);
    driver.start();
    return driver;
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.drivers.splice(0).map((driver) => driver.stop()));
  }

  async close(): Promise<void> {
    await this.stopAll();
    if (this.redis) {
      await this.forget();
      this.redis.disconnect();
    }
    await this.gate?.close();
    await this.app.close();
  }

  get clock(): TravellingClock {
    return this.app.get(Clock) as TravellingClock;
  }
  get handlers(): JobHandlers {
    return this.app.get(JobHandlers);
  }
  get queue(): Queue {
    return this.app.get(Queue);
  }
  get desk(): JobDesk {
    return this.app.get(JobDesk);
  }
  get claims(): JobClaims {
    return this.app.get(JobClaims);
  }

  handle(type: string, work: Partial<JobHandler>): void {
    this.handlers.register({ type: anyJob(type), handle: async () => undefined, ...work });
  }

  /** Writes in one transaction and then tells every process, as a web process does after a commit. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const value = await this.app.get(UnitOfWork).run(work);
    for (const driver of this.drivers) driver.wake();
    return value;
  }

  jobs(type: string): Promise<Job[]> {
    return this.app.get(Reader).find(Job, { where: { type }, order: { id: 'ASC' } });
  }

  wake(): void {
    for (const driver of this.drivers) driver.wake();
  }

  /** Makes the driver forget all it knew: Redis is flushed, or the process of the SQL driver starts again. */
  async forget(): Promise<void> {
    if (!this.redis) {
      await this.stopAll();
      this.start();
      return;
    }
    const keys = await this.redis.keys(`${this.prefix}:*`);
    if (keys.length > 0) await this.redis.del(keys);
  }

  /** Brings a job once more, whatever has become of it. */
  async bringAgain(id: string): Promise<void> {
    if (!this.redis) return this.wake();
    const channel = new JobChannel(process.env['TEST_REDIS_URL']!, this.prefix);
    channel.open();
    await until(() => channel.ready);
    await channel.publish(new Map([['jobs', [id]]]));
    await channel.close();
  }

  shutRedis(): void {
    this.gate?.shut();
  }
  reopenRedis(): void {
    this.gate?.reopen();
  }
}

/** Asks again and again until the answer is yes. */
export async function until(what: () => boolean | Promise<boolean>, millis = 20_000): Promise<void> {
  const end = performance.now() + millis;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`Not within ${millis} ms: ${what.toString()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

export const sleep = (millis: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, millis);
  });
