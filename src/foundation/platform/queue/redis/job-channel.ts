import { Logger } from '@nestjs/common';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout } from 'node:timers/promises';
import type { Id } from '../../../kernel/ids.js';

const JOB = 'run';
/**
 * BullMQ keeps nothing of a finished job. It would refuse an id that it still holds, and the row in our table already
 * says how the job ended.
 */
const KEEP_NOTHING = { removeOnComplete: true, removeOnFail: true };
const ANSWER_MILLIS = 5000;
const PAUSE_MILLIS = 1000;

/** Reports that Redis is down once, and not at every try. */
function tellingOnce(logger: Logger): { down: (error: Error) => void; up: () => void } {
  let told = false;
  return {
    down: (error) => {
      if (!told) logger.warn({ redis: 'down', reason: (error as { code?: string }).code ?? error.name });
      told = true;
    },
    up: () => {
      if (told) logger.warn({ redis: 'up' });
      told = false;
    },
  };
}

/** A group of jobs with a queue of its own. Jobs of one lane never wait for those of another. */
export interface Lane {
  readonly name: string;
  /** How many of its jobs one process runs at the same time. */
  readonly width: number;
}

/** Ids of jobs by the name of their lane. Each lane is a queue of BullMQ. */
export type JobsByLane = ReadonlyMap<string, readonly Id[]>;

/**
 * Carries ids of jobs from processes that publish to processes that work. It carries nothing else: no payload, no
 * retry and no delay.
 */
export class JobChannel {
  private readonly logger = new Logger('Queue');
  private readonly tell = tellingOnce(this.logger);
  private readonly underWay = new Set<Promise<void>>();
  private publisher: Redis | undefined;
  private readonly queues = new Map<string, Queue>();
  private consumer: Redis | undefined;
  private readonly workers = new Map<string, Worker>();
  private working: Promise<unknown> | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly prefix: string,
  ) {}

  open(): void {
    // Commands fail at once while Redis is away. They need not be kept for later, because the database keeps the jobs.
    this.publisher = this.connect({
      enableOfflineQueue: false,
      commandTimeout: ANSWER_MILLIS,
      maxRetriesPerRequest: 1,
    });
  }

  private connect(options: {
    enableOfflineQueue?: boolean;
    commandTimeout?: number;
    maxRetriesPerRequest: number | null;
  }): Redis {
    const redis = new Redis(this.url, {
      ...options,
      connectTimeout: ANSWER_MILLIS,
      retryStrategy: (times) => (this.closed ? null : Math.min(times * 100, PAUSE_MILLIS)),
    });
    redis.on('error', this.tell.down);
    redis.on('ready', this.tell.up);
    return redis;
  }

  get ready(): boolean {
    return this.publisher?.status === 'ready';
  }

  /** Offers jobs to the workers. BullMQ drops an id that it already holds. @throws when Redis does not answer */
  async publish(jobs: JobsByLane): Promise<void> {
    for (const [lane, ids] of jobs)
      await this.ask(lane, (queue) =>
        queue.addBulk(ids.map((jobId) => ({ name: JOB, data: { jobId }, opts: { jobId, ...KEEP_NOTHING } }))),
      );
  }

  /**
   * @returns those of these jobs that Redis does not hold, neither in its queue nor with a worker. @throws when Redis
   * does not answer
   */
  async missing(jobs: JobsByLane): Promise<Id[]> {
    const missing: Id[] = [];
    for (const [lane, ids] of jobs) {
      missing.push(
        ...(await this.ask(lane, async (queue) => {
          const pipeline = this.publisher!.pipeline();
          for (const id of ids) pipeline.exists(queue.toKey(id));
          const answers = (await pipeline.exec()) ?? [];
          return ids.filter((_, index) => answers[index]?.[1] === 0);
        })),
      );
    }
    return missing;
  }

  private async ask<T>(lane: string, question: (queue: Queue) => Promise<T>): Promise<T> {
    const queue =
      this.queues.get(lane) ??
      new Queue(lane, { connection: this.publisher!, prefix: this.prefix, skipMetasUpdate: true }).on(
        'error',
        this.tell.down,
      );
    this.queues.set(lane, queue);
    try {
      return await question(queue);
    } catch (error) {
      // A queue whose start failed would never work again, so it is made anew next time.
      this.queues.delete(lane);
      await queue.close().catch(() => undefined);
      throw error;
    }
  }

  /** Works until closed. @param perform its errors are reported to nobody, because the sweep publishes the job again */
  work(lanes: readonly Lane[], perform: (jobId: Id) => Promise<void>): void {
    this.consumer = this.connect({ maxRetriesPerRequest: null });
    this.working = Promise.all(lanes.map((lane) => this.keepWorking(lane, perform)));
  }

  private async keepWorking({ name, width }: Lane, perform: (jobId: Id) => Promise<void>): Promise<void> {
    while (!this.closed) {
      const worker = new Worker<{ jobId: Id }>(name, ({ data }) => this.track(perform(data.jobId)), {
        connection: this.consumer!,
        prefix: this.prefix,
        concurrency: width,
        autorun: false,
        // A stalled job may be published again without limit. Workers may die many times, and a job that is published
        // once too often does no harm: nobody can claim it twice.
        maxStalledCount: Number.MAX_SAFE_INTEGER,
      });
      worker.on('error', this.tell.down);
      this.workers.set(name, worker);
      await worker.run().catch(this.tell.down);
      if (!this.closed) await setTimeout(PAUSE_MILLIS);
      await worker.close(true);
    }
  }

  private async track(work: Promise<void>): Promise<void> {
    this.underWay.add(work);
    try {
      await work;
    } finally {
      this.underWay.delete(work);
    }
  }

  /** Takes no more jobs and finishes those under way. It does not wait for a Redis that is away. */
  async close(): Promise<void> {
    this.closed = true;
    const [workers, queues] = [[...this.workers.values()], [...this.queues.values()]];
    const closing = Promise.all([
      this.working,
      ...workers.map((worker) => worker.close()),
      ...queues.map((queue) => queue.close()),
    ]);
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
    await Promise.race([closing, setTimeout(PAUSE_MILLIS, undefined, { ref: false })]);
    for (const worker of workers)
      void worker
        .getBackend()
        .disconnect()
        .catch(() => undefined);
    this.publisher?.disconnect();
    this.consumer?.disconnect();
  }
}
