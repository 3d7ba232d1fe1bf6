import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ThreadPool, threadProgram } from '../../../foundation/platform/threads/index.js';
import type { NewUnit, UnitOutcome, UnitPosition } from '../domain/new-unit.js';
import type { SessionInput } from '../domain/session-instance.js';

/** The thread ends soon after its answer, because people try few units out. */
const IDLE_MILLIS = 30_000;

/** Plays units in a thread of their own, so that neither pages nor sessions wait. */
@Injectable()
export class UnitThreads implements OnModuleDestroy {
  private pool: ThreadPool<SessionInput, NewUnit, Record<UnitPosition, UnitOutcome>> | null = null;

  playUnit(input: SessionInput, unit: NewUnit): Promise<Record<UnitPosition, UnitOutcome>> {
    this.pool ??= new ThreadPool({
      entry: threadProgram('commission/sitting/unit-thread'),
      size: 1,
      idleMillis: IDLE_MILLIS,
    });
    return this.pool.ask(input, unit);
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool?.close();
  }
}
