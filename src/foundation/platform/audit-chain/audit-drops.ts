import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { jobType } from '../../kernel/job-type.js';
import { READINGS_KEPT_MONTHS } from '../../kernel/readings-kept.js';
import { addHours, addMonths, dayOf, tomorrowAt, type Day } from '../../kernel/time.js';
import { Audit, ReadingLimits } from '../audit/index.js';
import { OwnerUnits, UnitOfWork, type Tx } from '../database/index.js';
import { JobHandlers, Queue } from '../queue/index.js';
import { SYSTEM } from '../security/index.js';
import { deletePassingBefore, hasPassingBefore } from './audit-chain.queries.js';

const JOB = jobType('audit.drop');
const HOUR = '03:20';
/** How long it is counted what an account has read. */
const COUNTED_HOURS = 48;

/**
 * Drops the readings and failed tries of whole days after twelve months (domain.md §11). Their digest stays in their
 * segment. Where the application may only use its tables (DATABASE_OWNER_URL), the role that owns them drops.
 */
@Injectable()
export class AuditDrops implements OnModuleInit {
  constructor(
    private readonly owner: OwnerUnits,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly audit: Audit,
    private readonly limits: ReadingLimits,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register({
      type: JOB,
      // Where another role owns the tables, the application may not delete there.
      outside: () => this.owner.run((tx) => this.drop(tx)),
      handle: async (tx, _payload, dropped) => {
        if (!dropped) await this.drop(tx);
        await this.limits.forgetReadings(tx, addHours(this.clock.now(), -COUNTED_HOURS));
        await this.queue.plan(tx, JOB, {}, { at: tomorrowAt(this.clock.now(), HOUR), key: JOB });
      },
    });
    await this.unitOfWork.run((tx) => this.queue.ensure(tx, JOB, { at: tomorrowAt(this.clock.now(), HOUR), key: JOB }));
  }

  private get firstKeptDay(): Day {
    return addMonths(dayOf(this.clock.now()), -READINGS_KEPT_MONTHS);
  }

  private async drop(tx: Tx): Promise<void> {
    const day = this.firstKeptDay;
    if (!(await hasPassingBefore(tx, day))) return;
    // Written first: the trigger that keeps the journal takes its newest line for the time of day.
    await this.audit.changed(tx, SYSTEM, 'audit.drop', { kind: 'journal', id: day });
    await deletePassingBefore(tx, day);
  }
}
