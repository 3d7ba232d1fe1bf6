import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import {
  AGES,
  FAMILY_STATUSES,
  FIGURE_TABLES,
  OFFER_ANSWERS,
  publishedStock,
  Reporting,
  stockFrom,
  WISHES_OBTAINED,
  WITHOUT_CAUSES,
  type FigureRow,
  type PublishedStock,
} from '../reporting/index.js';
import { Territory } from '../../territory/territory/index.js';
import { systemOf, tiedTo, type EarlierTables, type GivenCounts } from './domain/cell-system.js';
import {
  countTables,
  NONE_REFUSED,
  publishedTables,
  type CountTable,
  type PublishedTable,
  type ReadTable,
} from './domain/period-tables.js';
import { HidingThreads } from './hiding-threads.js';

/** Columns that tables have whatever was counted. */
const CATEGORIES = {
  status: FAMILY_STATUSES,
  because: WITHOUT_CAUSES,
  refused: ['amongWishes', 'outsideWishes', NONE_REFUSED],
  received: [''],
  arrivals: [''],
  wish: WISHES_OBTAINED,
  offers: [...OFFER_ANSWERS, 'takenBack'],
};
const COUNT_TABLES = FIGURE_TABLES.filter(({ published, measure }) => published && measure !== 'delay');

/** Rows of tables by their id (docs/figures.md), and what is told of the period beside them. */
export interface CountedPeriod {
  readonly tables: Readonly<Partial<Record<string, readonly FigureRow[]>>>;
  /** Statuses by commune in the evening before the period. Absent where that was not kept. */
  readonly evening?: readonly FigureRow[];
}

/** A reading of the database is over when a page is made twice: the same counts are told the same way. */
const PERIODS_KEPT = 50;

/**
 * Decides which counts of a period leave the desk. Reports and open data ask here, so that two documents of one period
 * tell the same (decision 0136).
 */
@Injectable()
export class PeriodDisclosure {
  private readonly kept = new LRUCache<string, readonly PublishedTable[]>({ max: PERIODS_KEPT });

  constructor(
    private readonly reporting: Reporting,
    private readonly territory: Territory,
    private readonly threads: HidingThreads,
  ) {}

  /** Every table that is told outside, as known now. @param to the last day of a month, or today */
  async readCounts(from: Day, to: Day): Promise<CountedPeriod> {
    const tables = await Promise.all(
      COUNT_TABLES.map(async ({ id }) => [id, await this.reporting.readTable(id, { from, to })] as const),
    );
    const before = addDays(from, -1);
    return {
      tables: Object.fromEntries(tables),
      evening: await this.reporting.readTable('status-by-commune', { from: before, to: before }),
    };
  }

  /** @param rows statuses by commune in one evening */
  tellEvening(rows: readonly FigureRow[]): PublishedStock {
    return publishedStock(
      stockFrom(rows),
      this.territory.communes().map(({ code }) => code),
    );
  }

  /** @param earlier what was published of the periods before, the latest first */
  async tellCounts(period: CountedPeriod, earlier: EarlierTables = []): Promise<readonly PublishedTable[]> {
    const communes = this.territory.communes().map(({ code }) => code);
    const read = COUNT_TABLES.flatMap(({ id, counts, dimension }): ReadTable[] => {
      const rows = period.tables[id];
      return rows ? [{ id, counts, dimension, rows }] : [];
    });
    const tables = countTables(read, { communes, ages: AGES, categories: CATEGORIES });
    const { evening } = period;
    const given: GivenCounts = {
      evening: this.tellEvening(period.tables['status-by-commune'] ?? []),
      before: evening
        ? { count: stockFrom(evening).total.without, isTold: this.tellEvening(evening).total.without !== null }
        : null,
    };
    const key = JSON.stringify([tables, given, earlier]);
    const known = this.kept.get(key);
    if (known) return known;
    const told = publishedTables(tables, await this.hideCells(tables, given, tiedTo(earlier, given)));
    this.kept.set(key, told);
    return told;
  }

  private async hideCells(tables: CountTable[], given: GivenCounts, earlier: EarlierTables): Promise<Set<number>> {
    try {
      return await this.threads.hideCells(systemOf(tables, given, earlier));
    } catch (error) {
      // An entry that came late contradicts what was published: no reader can reckon with both.
      if (earlier.length === 0) throw error;
      return this.threads.hideCells(systemOf(tables, given, []));
    }
  }
}
