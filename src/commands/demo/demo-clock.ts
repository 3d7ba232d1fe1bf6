import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { addDays, dayOf, instantAt, type Instant } from '../../foundation/kernel/time.js';
import { AUDIT_CHAIN_JOBS } from '../../foundation/platform/audit-chain/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { findNextJob, SqlQueueDriver } from '../../foundation/platform/queue/index.js';
import { Demonstration, findKept, keep, keepFirst } from '../../foundation/platform/settings/index.js';
import { SystemClock, TravellingClock, type Clocks } from '../../foundation/platform/time/index.js';

const OFFSET = 'demo.clockOffset';
/** A demonstration begins on the Monday morning on which its waiting lists were made, whatever the machine's date. */
const FIRST_MOMENT = instantAt('2026-11-30', '09:00');
/** These come round every few minutes. They run wherever the clock stops, and it does not stop for them. */
const PASSED_BY = AUDIT_CHAIN_JOBS;
const CATCH_UP_DAYS = 20;

/** The clock that a demonstration goes on with, or begins with. @param today begins on the date of the machine */
async function startClock(reader: Reader, today: boolean): Promise<TravellingClock> {
  const clock = new TravellingClock();
  const offset = await findKept(reader, OFFSET);
  if (offset !== undefined) clock.offsetMillis = Number(offset);
  // Data without an offset were invented when demonstrations still began on the date of the machine.
  else if (!today && !(await Demonstration.isMarked(reader))) clock.travelTo(FIRST_MOMENT);
  return clock;
}

/**
 * The clocks of a demonstration. Its own is right before any module starts, because modules plan their nightly work
 * then. Codes of telephones and limits of tries follow the machine's, as the telephones and browsers do.
 */
export const demoClocks = ({ today }: { readonly today: boolean }): Clocks => ({
  office: { inject: [Reader], useFactory: (reader: Reader) => startClock(reader, today) },
  machine: { useValue: new SystemClock() },
});

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
    const value = this.travelling.offsetMillis;
    await this.unitOfWork.run((tx) => keepFirst(tx, OFFSET, value));
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
