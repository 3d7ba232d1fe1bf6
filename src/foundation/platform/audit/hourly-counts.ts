import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Tx } from '../database/index.js';
import { countOneMore } from './reading-limits.queries.js';

/** Counts what happens within an hour, for all processes together. Kept for two days, as the counts of readings are. */
@Injectable()
export class HourlyCounts {
  constructor(private readonly clock: Clock) {}

  /** @returns how often it has happened within this hour, with this time */
  countOneMore(tx: Tx, what: string): Promise<number> {
    const now = this.clock.now();
    return countOneMore(tx, `${what} ${now.slice(0, 13)}`, now);
  }
}
