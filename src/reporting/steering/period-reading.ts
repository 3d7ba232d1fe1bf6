import { Injectable } from '@nestjs/common';
import { PeriodDisclosure } from '../disclosure/index.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Reporting } from '../reporting/index.js';
import { DELAY_TABLES, type PeriodFacts } from './domain/report-facts.js';

/** Reads the tables that a report keeps. */
@Injectable()
export class PeriodReading {
  constructor(
    private readonly reporting: Reporting,
    private readonly disclosure: PeriodDisclosure,
  ) {}

  async readPeriod(from: Day, to: Day): Promise<PeriodFacts> {
    const evening = addDays(from, -1);
    const [before] = await this.reporting.readTable('status', { from: evening, to: evening });
    const counts = await this.disclosure.readCounts(from, to);
    const delays = await Promise.all(
      DELAY_TABLES.map(async (table) => [table, await this.reporting.readTable(table, { from, to })] as const),
    );
    return {
      ...counts,
      from,
      to,
      listsApart: true,
      tables: { ...counts.tables, ...Object.fromEntries(delays) },
      before: before?.counts ?? {},
    };
  }
}
