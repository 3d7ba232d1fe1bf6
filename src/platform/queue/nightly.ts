import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { BareJobType } from '../../kernel/job-type.js';
import { addMinutes, tomorrowAt, type TimeOfDay } from '../../kernel/time.js';
import { UnitOfWork, type Tx } from '../database/index.js';
import { JobHandlers } from './job-handlers.js';
import { Queue } from './queue.js';

/** Others wait for SQLite's writer: a long night is cut in pieces, this far apart. */
const MINUTES_BETWEEN = 1;

/**
 * Work of every day at one hour of Europe/Paris. It starts with the house, and each run plans the next one in its own
 * transaction.
 */
@Injectable()
export class Nightly {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
  ) {}

  /** @param run answers whether there is more of it to do at once */
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
