import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Instant } from '../kernel/time.js';
import { AUDIT_CHAIN_JOBS } from '../platform/audit-chain/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { findNextJob, SqlQueueDriver } from '../platform/queue/index.js';
import { findKept, keep } from '../platform/settings/index.js';
import { TravellingClock } from '../platform/time/clocks.js';

const OFFSET = 'demo.clockOffset';
/** These come round every few minutes. They run wherever the clock stops, and it does not stop for them. */
const PASSED_BY = AUDIT_CHAIN_JOBS;

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

  async nextDue(): Promise<Instant | null> {
    return (await findNextJob(this.reader, PASSED_BY))?.runAt ?? null;
  }

  private async remember(): Promise<void> {
    const value = this.travelling.offsetMillis;
    await this.unitOfWork.run((tx) => keep(tx, OFFSET, value));
  }
}
