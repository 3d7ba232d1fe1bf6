import { Global, Injectable, Module } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Hooks } from '../../kernel/hooks.js';
import type { Day } from '../../kernel/time.js';
import { standingOf, type YearlyTable } from '../../kernel/yearly-table.js';
import { Reader } from '../database/index.js';

type TableOf = (from: Reader) => YearlyTable | Promise<YearlyTable>;

/** A sentence about a table that does not cover the next year, by its key. */
export interface YearlyRemark {
  readonly key: string;
  readonly day: Day | null;
  readonly href: string | null;
}

/** The tables of a year that features reckon with. Which of them end soon is said where somebody can do something. */
@Injectable()
export class YearlyTables {
  readonly asked = new Hooks<TableOf>('the tables of a year are asked how far they go');

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** What to say of the tables that do not cover the next year, or today. */
  async listRemarks(): Promise<YearlyRemark[]> {
    const today = this.clock.today();
    const tables = await Promise.all(this.asked.all.map(async (tableOf) => tableOf(this.reader)));
    return tables.flatMap((table) => {
      const standing = standingOf(table, today);
      return standing === null ? [] : [{ key: table.words[standing], day: table.endsBefore, href: table.href }];
    });
  }
}

@Global()
@Module({ providers: [YearlyTables], exports: [YearlyTables] })
export class YearlyTablesModule {}
