import { Clock } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { Reader, UnitOfWork } from '../../database/index.js';
import { Gather } from '../gather.js';
import { JobClaims, type ClaimedJob } from '../job-claims.js';
import { JobHandlers } from '../job-handlers.js';
import { JobRunner } from '../job-runner.js';
import { QueueDriver, type QueueCarrier } from '../queue-driver.js';
import { Rounds } from '../rounds.js';
import { JobChannel, type Lane } from './job-channel.js';
import { Relay } from './relay.js';

const POLL_MILLIS = 1000;
const SHARED_CLAIM = { largest: 50, lanes: 1 };
/**
 * The lane of jobs that wait for nothing outside. It is wide, because most of them only wait for the database, which
 * takes them in batches.
 */
const SHARED_LANE: Lane = { name: 'jobs', width: 50 };
/** The same width as in the SQL driver. */
const SLOW_LANE_WIDTH = 20;

export interface RedisQueueOptions {
  readonly url: string;
  /** Comes before every key, so that two databases that share a Redis stay apart. */
  readonly prefix: string;
  /** Whether this process runs jobs. It relays them in any case. */
  readonly works: boolean;
}

/**
 * Redis tells the workers which job to look at. What a job is and when it is due stays in the table
 * (docs/decisions/0010-redis-queue.md). Each kind of job that waits for something outside has a lane of its own, as in
 * the SQL driver.
 */
export class RedisQueueDriver extends QueueDriver {
  private readonly channel: JobChannel;
  private readonly relay: Rounds;
  private readonly sweeper: Rounds;
  private readonly claiming: Gather<Id, ClaimedJob | null>;
  /** Lanes by the type of their jobs. */
  private slowLanes: ReadonlyMap<string, Lane> = new Map();

  constructor(
    private readonly options: RedisQueueOptions,
    unitOfWork: UnitOfWork,
    reader: Reader,
    clock: Clock,
    claims: JobClaims,
    private readonly runner: JobRunner,
    private readonly handlers: JobHandlers,
  ) {
    super();
    this.channel = new JobChannel(options.url, options.prefix);
    const relay = new Relay(
      unitOfWork,
      reader,
      clock,
      this.channel,
      (type) => this.slowLanes.get(type)?.name ?? SHARED_LANE.name,
    );
    this.relay = new Rounds(() => relay.publishDue(), POLL_MILLIS);
    this.sweeper = new Rounds(() => relay.sweep(), POLL_MILLIS);
    this.claiming = new Gather(async (ids) => {
      const claimed = new Map((await claims.published(ids)).map((job) => [job.id, job]));
      return ids.map((id) => claimed.get(id) ?? null);
    }, SHARED_CLAIM);
  }

  start(): void {
    this.slowLanes = new Map(
      this.handlers.slowTypes().map((type) => [type, { name: `${SHARED_LANE.name}-${type}`, width: SLOW_LANE_WIDTH }]),
    );
    this.channel.open();
    this.relay.start();
    this.sweeper.start();
    if (this.options.works) this.channel.work([SHARED_LANE, ...this.slowLanes.values()], (id) => this.perform(id));
  }

  async stop(): Promise<void> {
    await Promise.all([this.relay.stop(), this.sweeper.stop()]);
    await this.channel.close();
  }

  wake(): void {
    this.relay.wake();
  }

  get carrier(): QueueCarrier {
    return this.channel.ready ? 'carried' : 'interrupted';
  }

  private async perform(id: Id): Promise<void> {
    const job = await this.claiming.ask(id);
    if (job) await this.runner.run(job);
  }
}
