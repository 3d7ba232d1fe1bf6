import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../kernel/time.js';
import { Reporting } from '../reporting/index.js';
import { REPORT_TABLES, type PeriodFacts, type ReportTable } from './domain/report-facts.js';

/** Reads the tables that a report keeps. */
@Injectable()
export class PeriodReading {
  constructor(private readonly reporting: Reporting) {}

  async readPeriod(from: Day, to: Day): Promise<PeriodFacts> {
    const evening = addDays(from, -1);
    const [before] = await this.reporting.readTable('status', { from: evening, to: evening });
    const tables = await Promise.all(
      REPORT_TABLES.map(async (table) => [table, await this.reporting.readTable(table, { from, to })] as const),
    );
    return {
      from,
      to,
      tables: Object.fromEntries(tables) as Record<ReportTable, (typeof tables)[number][1]>,
      before: before?.counts ?? {},
    };
  }
}
