import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { addDays, dayOf, type Instant } from '../kernel/time.js';
import { AUDIT_CHAIN_JOBS } from '../platform/audit-chain/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { findNextJob, SqlQueueDriver } from '../platform/queue/index.js';
import { findKept, keep } from '../platform/settings/index.js';
import { TravellingClock } from '../platform/time/clocks.js';

const OFFSET = 'demo.clockOffset';
/** These come round every few minutes. They run wherever the clock stops, and it does not stop for them. */
const PASSED_BY = AUDIT_CHAIN_JOBS;
const CATCH_UP_DAYS = 20;

/**
 * Moves the demo's clock forward, so that the ten days to answer an offer pass in one click. The clock stays there when
 * the demo starts again.
 */
@Injectable()
export class DemoClock implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: SqlQueueDriver,
  ) {}

  private get travelling(): TravellingClock {
    if (!(this.clock instanceof TravellingClock)) throw new Error('Only the demo travels in time');
    return this.clock;
  }

  async onModuleInit(): Promise<void> {
    const offset = await findKept(this.reader, OFFSET);
    if (offset !== undefined) this.travelling.offsetMillis = Number(offset);
  }

  /** Moves the clock to a later moment. It stops at each job on the way, so that jobs run in their order. */
  async travelTo(instant: Instant): Promise<void> {
    await this.queue.runAlone(() => this.passTime(instant));
    await this.remember();
  }

  private async passTime(instant: Instant): Promise<void> {
    for (let due = await this.nextDue(); due !== null && due <= instant; due = await this.nextDue()) {
      if (due > this.clock.now()) this.travelling.travelTo(due);
      if ((await this.queue.runDue()) === 0) break;
    }
    if (instant > this.clock.now()) this.travelling.travelTo(instant);
    await this.queue.runDue();
  }

  /**
   * Does work as of an earlier day. The clock goes on from there as far as `passTo` says, and is back on its time
   * afterwards. What is due is done every few weeks and not at its moment, so that work which comes again for the same
   * family is done once.
   */
  async inThePast(from: Instant, work: (passTo: (instant: Instant) => Promise<void>) => Promise<void>): Promise<void> {
    const { offsetMillis } = this.travelling;
    await this.queue.runAlone(async () => {
      let caughtUp = from;
      this.travelling.travelTo(from);
      try {
        await work(async (instant) => {
          this.travelling.travelTo(instant);
          if (addDays(dayOf(caughtUp), CATCH_UP_DAYS) > dayOf(instant)) return;
          caughtUp = instant;
          await this.queue.runDue();
        });
      } finally {
        this.travelling.offsetMillis = offsetMillis;
      }
      await this.queue.runDue();
    });
  }

  async nextDue(): Promise<Instant | null> {
    return (await findNextJob(this.reader, PASSED_BY))?.runAt ?? null;
  }

  private async remember(): Promise<void> {
    const value = this.travelling.offsetMillis;
    await this.unitOfWork.run((tx) => keep(tx, OFFSET, value));
  }
}
