import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { gradeCounts, toldBatches, wholeOf, type MonthCounts, type ToldBatch } from './domain/told-batches.js';
import { SatisfactionCount } from './persistence/satisfaction.entities.js';

/** What is told of families' answers. */
export interface ToldSatisfaction {
  /** Earliest first, each with ten answers or more. */
  readonly batches: readonly ToldBatch[];
  readonly whole: ToldBatch | null;
}

/** What families answered, in sums of ten or more. */
@Injectable()
export class SatisfactionFigures {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** The month under way is left out, because its counts still change. */
  async readTold(): Promise<ToldSatisfaction> {
    const rows = await this.reader.find(SatisfactionCount, {
      where: { month: LessThan(this.clock.today().slice(0, 7)) },
      order: { month: 'ASC' },
    });
    const months = [...new Set(rows.map(({ month }) => month))].map((month): MonthCounts => {
      const count = (counted: string, grade = ''): number =>
        rows.find((row) => row.month === month && row.counted === counted && row.grade === grade)?.count ?? 0;
      return { month, asked: count('asked'), answered: count('answered'), grades: gradeCounts(count) };
    });
    const batches = toldBatches(months);
    return { batches, whole: wholeOf(batches) };
  }

  /** The answers that were told between two months, both included: each batch in the month in which it was full. */
  async readToldIn(first: string, last: string): Promise<ToldBatch | null> {
    const { batches } = await this.readTold();
    return wholeOf(batches.filter(({ to }) => to >= first && to <= last));
  }
}
