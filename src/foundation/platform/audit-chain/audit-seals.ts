import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { addDays, dayOf, instantAt } from '../../kernel/time.js';
import type { Tx } from '../database/index.js';
import { findOldestUnsealed, putInSegment } from './audit-chain.queries.js';
import { AuditSegment } from './audit-segment.entity.js';
import { BEFORE_FIRST, digestLines, digestSegment, type Segment } from './chain.js';
import { findLastSegment } from './read-segments.js';

/** Bounds the memory and the time of one unit of work. Older lines are sealed by as many units as they need. */
const MOST_LINES = 10_000;
const MOST_SEGMENTS = 40;

/** Seals the lines of the journal into segments, each of which holds the digest of the one before. */
@Injectable()
export class AuditSeals {
  constructor(private readonly clock: Clock) {}

  /**
   * Seals what was committed and is in no segment yet, the oldest day first. A segment never mixes days, so that the
   * readings of a day are dropped together.
   * @returns whether more remains
   */
  async sealLines(tx: Tx): Promise<boolean> {
    let lines = 0;
    for (let sealed = 0; sealed < MOST_SEGMENTS && lines < MOST_LINES; sealed += 1) {
      const count = await this.sealNext(tx);
      if (count === 0) return false;
      lines += count;
    }
    return (await findOldestUnsealed(tx)) !== null;
  }

  /** @returns how many lines were sealed */
  private async sealNext(tx: Tx): Promise<number> {
    const oldest = await findOldestUnsealed(tx);
    if (oldest === null) return 0;
    const day = dayOf(oldest);
    const last = await findLastSegment(tx);
    const number = (last?.number ?? 0) + 1;
    const lines = await putInSegment(tx, number, {
      since: oldest,
      until: instantAt(addDays(day, 1)),
      most: MOST_LINES,
    });
    const segment: Segment = {
      number,
      day,
      sealedAt: this.clock.now(),
      ...digestLines(lines),
      previous: last?.digest ?? BEFORE_FIRST,
    };
    // The key makes two processes that seal at once collide, so that one of them begins again.
    await tx.insert(AuditSegment, {
      number,
      day,
      sealedAt: segment.sealedAt,
      lastingCount: segment.lasting.count,
      lastingDigest: segment.lasting.digest,
      passingCount: segment.passing.count,
      passingDigest: segment.passing.digest,
      previous: segment.previous,
      digest: digestSegment(segment),
    });
    return lines.length;
  }
}
