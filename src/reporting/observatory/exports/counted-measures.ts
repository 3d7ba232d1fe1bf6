import { Injectable } from '@nestjs/common';
import { delaysSinceDeposit, FROM_LIST, Reporting, type FigureRow, type KnownTables } from '../../reporting/index.js';
import type { CountedMeasures } from '../domain/told-delays.js';

/** Reads one of the tables. */
type ReadRows = (table: string) => readonly FigureRow[];

/** What files tell of delays and refusals: of every month as known today, or of a period as known then. */
@Injectable()
export class CountedMeasuresReading {
  constructor(private readonly reporting: Reporting) {}

  /** @param months in the order in which they are to be told */
  async readMonths(months: readonly string[]): Promise<CountedMeasures[]> {
    const tables = ['stages', 'answer', 'active', 'activeAnswer', 'stages-by-origin', 'answer-by-origin', 'refusals'];
    const kept = new Map(
      await Promise.all(tables.map(async (table) => [table, await this.reporting.readMonths(table)] as const)),
    );
    return months.map((month) => measuresOf(month, (table) => kept.get(table)?.get(month) ?? []));
  }

  readPeriod(month: string, tables: KnownTables): CountedMeasures {
    return measuresOf(month, (table) => tables.readTable(table));
  }
}

function measuresOf(month: string, read: ReadRows): CountedMeasures {
  const delaysIn = (tables: readonly string[], member = ''): FigureRow['delays'] =>
    Object.assign(
      {},
      ...tables.map((table) => read(table).find((row) => row.member === member)?.delays),
    ) as FigureRow['delays'];
  return {
    month,
    delays: delaysIn(['stages', 'answer']),
    active: delaysIn(['active', 'activeAnswer']),
    lists: delaysSinceDeposit(delaysIn(['stages-by-origin', 'answer-by-origin'], FROM_LIST)),
    refusals: read('refusals')[0]?.counts ?? {},
  };
}
