import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { BareJobType } from '../../kernel/job-type.js';
import { addMinutes, tomorrowAt, type TimeOfDay } from '../../kernel/time.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { JobHandlers } from './job-handlers.js';
import { Queue } from './queue.js';

/**
 * Minutes between the pieces of a long night's work. Others wait for SQLite's one writer, so the work is cut in
 * pieces.
 */
const MINUTES_BETWEEN = 1;

/**
 * Runs work every night at one hour of Europe/Paris. The first run is planned when the process starts. Each run plans
 * the next one in its own transaction.
 */
@Injectable()
export class Nightly {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
  ) {}

  /** @param run does one piece of the work and returns whether more of it remains to be done tonight */
  async every(type: BareJobType, hour: TimeOfDay, run: (tx: Tx) => Promise<boolean>): Promise<void> {
    this.handlers.register({
      type,
      handle: async (tx) => {
        const more = await run(tx);
        const now = this.clock.now();
        await this.queue.plan(
          tx,
          type,
          {},
          { at: more ? addMinutes(now, MINUTES_BETWEEN) : tomorrowAt(now, hour), key: type },
        );
      },
    });
    await this.unitOfWork.run((tx) =>
      this.queue.ensure(tx, type, { at: tomorrowAt(this.clock.now(), hour), key: type }),
    );
  }
}
