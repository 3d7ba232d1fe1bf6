import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { Reader, type RowPlace } from '../../foundation/platform/database/index.js';
import type { FamilyStatus } from './domain/family-status.js';
import { categoriesOf, type FigureRow } from './domain/figure-rows.js';
import { tableOf, type FigureTable } from './domain/figure-tables.js';
import { FIRST_PERIOD, flowPeriods, levelPeriods } from './domain/kept-periods.js';
import { monthReports, type MonthReport } from './domain/month-report.js';
import { listChanges, sumChanges } from './persistence/figures.queries.js';
import {
  countStandings,
  findStanding,
  listStandings,
  type FamilyFilter,
  type FamilyOrder,
  type ListedFamilyRow,
} from './persistence/standings.queries.js';

/** A period of figures: both days are included. */
export interface FiguresPeriod {
  readonly from: Day;
  readonly to: Day;
}

/** A family of the list behind a figure. It holds no name. */
export interface ListedFamily extends Omit<ListedFamilyRow, 'requestIds' | 'communeCode'> {
  /** Null outside the territory. */
  readonly communeCode: string | null;
  /** The requests that count and are not closed. */
  readonly requestIds: readonly Id[];
}

export const FAMILIES_PAGE = 25;

/** Where a family stands in a list: since when it has stood so. */
export type FamilyPlace = Pick<ListedFamily, 'since' | 'dossierId'>;

interface ListedOtherwise {
  readonly order?: FamilyOrder;
  /** The family before which the list is read, nearest first; `after` then counts for nothing. */
  readonly before?: FamilyPlace | undefined;
  readonly most?: number;
}

/**
 * Figures about families, and the families behind them. They are read from what a job keeps up to date (Projection),
 * and cost the same whatever the number of families.
 */
@Injectable()
export class Reporting {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** The report of every month from the first request to now, latest first. */
  async listMonths(): Promise<MonthReport[]> {
    const now = this.clock.now();
    const today = dayOf(now);
    const month = today.slice(0, 7);
    const by = { figures: ['status', 'received'], dimension: 'commune' } as const;
    const months = await listChanges(this.reader, { kept: 'month', ...by, from: FIRST_PERIOD, to: month });
    const days = await listChanges(this.reader, { kept: 'day', ...by, from: `${month}-01`, to: today });
    return monthReports(months, days, now).reverse();
  }

  /**
   * The rows of one table (docs/figures.md). A level is that of the evening of `to`; a flow is what happened in the
   * period. Rows and categories are there only when something was counted.
   * @param groupOf the group of a member, whose rows are then one: delays too, since each of them is known
   */
  async readTable(
    id: FigureTable['id'],
    { from, to }: FiguresPeriod,
    groupOf: (member: string) => string = (member) => member,
  ): Promise<FigureRow[]> {
    const { figures, dimension, measure } = tableOf(id);
    const today = this.clock.today();
    const periods = measure === 'level' ? levelPeriods(to, today) : flowPeriods(from, to, today);
    const changes = await sumChanges(this.reader, { figures, dimension }, periods);
    return categoriesOf(
      changes.map((change) => ({ ...change, member: groupOf(change.member) })),
      measure,
    );
  }

  /** The rows of a table of flows or delays, by month (`YYYY-MM`): those in which something happened. */
  async readMonths(
    id: FigureTable['id'],
    groupOf: (member: string) => string = (member) => member,
  ): Promise<ReadonlyMap<string, FigureRow[]>> {
    const { figures, dimension, measure } = tableOf(id);
    const to = this.clock.today().slice(0, 7);
    const changes = await listChanges(this.reader, { kept: 'month', figures, dimension, from: FIRST_PERIOD, to });
    const months = groupedBy(
      changes.map((change) => ({ ...change, member: groupOf(change.member) })),
      ({ period }) => period,
    );
    return new Map([...months].map(([month, own]) => [month, categoriesOf(own, measure)]));
  }

  /** How a family stands today, which is the list that it is in. Null when it is in none. */
  readStatus(dossierId: Id): Promise<FamilyStatus | null> {
    return findStanding(this.reader, dossierId, this.clock.today());
  }

  /** How many families stand so today, where no figure tells: a figure is kept for one of cause and refusal alone. */
  countFamilies(filter: FamilyFilter): Promise<number> {
    return countStandings(this.reader, this.clock.today(), filter);
  }

  /**
   * The families that stand so today: those that have longest first, {@link FAMILIES_PAGE} at a time, unless asked for
   * otherwise.
   * @param after the last family of the page before
   */
  async listFamilies(
    filter: FamilyFilter,
    after: FamilyPlace | null = null,
    { order = 'longest', before, most = FAMILIES_PAGE }: ListedOtherwise = {},
  ): Promise<ListedFamily[]> {
    const from = before ? { before: placeOf(before) } : after ? { after: placeOf(after) } : {};
    const rows = await listStandings(this.reader, this.clock.today(), filter, { order, ...from }, most);
    return rows.map(({ requestIds, communeCode, ...row }) => ({
      ...row,
      communeCode: communeCode === '' ? null : communeCode,
      requestIds: JSON.parse(requestIds) as Id[],
    }));
  }
}

const placeOf = ({ since, dossierId }: FamilyPlace): RowPlace => ({ value: since, id: dossierId });
