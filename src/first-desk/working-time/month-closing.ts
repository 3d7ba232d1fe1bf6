import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { addDays } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { teamMonth } from './domain/team-month.js';
import { firstDayOf, lastDayOf, monthOf } from './domain/working-period.js';
import { WorkingMonth } from './persistence/working-time.entities.js';
import { deleteTimesBefore, listMonthsToClose, sumPeopleTimes } from './persistence/working-time.queries.js';

const JOB = jobType('working-time.close-months');
const HOUR = '03:45';
/** Days after the end of a month in which people still enter hours of it. */
const DAYS_TO_ENTER = 9;
const MONTHS_A_PIECE = 24;

/**
 * Closes, every night, the months of teams that ended ten days ago, and deletes the hours of persons whose time is
 * over. What was closed stays, because it tells nothing of one person.
 */
@Injectable()
export class MonthClosing implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly nightly: Nightly,
    private readonly traces: Traces,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.run(tx));
  }

  private async run(tx: Tx): Promise<boolean> {
    if ((await this.closeMonths(tx)) === MONTHS_A_PIECE) return true;
    const limit = addDays(this.clock.today(), -this.config.WORKING_TIME_KEPT_DAYS);
    if ((await deleteTimesBefore(tx, limit)) > 0) await this.traces.removeAfter(tx);
    return false;
  }

  /** Closes the months that are due, some at a time. @returns how many */
  async closeMonths(tx: Tx): Promise<number> {
    const before = firstDayOf(monthOf(addDays(this.clock.today(), -DAYS_TO_ENTER)));
    const toClose = await listMonthsToClose(tx, before, MONTHS_A_PIECE);
    for (const { deskId, month } of toClose) {
      const times = await sumPeopleTimes(tx, deskId, firstDayOf(month), lastDayOf(month));
      await tx.insertIfAbsent(WorkingMonth, {
        id: newId(),
        deskId,
        month,
        told: teamMonth(times),
        closedAt: this.clock.now(),
      });
    }
    return toClose.length;
  }
}
