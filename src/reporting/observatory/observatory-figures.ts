import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import {
  delaysSinceDeposit,
  FROM_LIST,
  Reporting,
  type FigureRow,
  type KnownTables,
  type MonthReport,
} from '../reporting/index.js';
import { KnownThenReading, type Knowing } from './known-then.js';
import { countCauses, type Cause } from './domain/causes.js';
import { comparedDays } from './domain/compared-days.js';
import { askedPeriod, listPeriods, type AskedPeriod, type ChosenPeriod } from './domain/periods.js';
import { MemberGroups, type Grouping, type MemberGroup } from './member-groups.js';
import { WithoutCauses } from './without-causes.js';

type Counts = Readonly<Record<string, number>>;

/** The tables of communes, told by what the reader chose. */
export interface GroupedFigures {
  readonly grouping: Grouping;
  readonly groups: readonly MemberGroup[];
  /** Families by status. */
  readonly status: readonly FigureRow[];
  /** Requests received in the period. */
  readonly received: readonly FigureRow[];
  /** Delays of the period, by stage and to the first answer. */
  readonly stages: readonly FigureRow[];
  readonly answers: readonly FigureRow[];
}

/** Everything that the page shows. */
export interface ObservatoryFigures {
  readonly period: ChosenPeriod;
  readonly periods: readonly ChosenPeriod[];
  readonly today: Day;
  /** The day whose evening the levels are of: the last of the period, or today. */
  readonly on: Day;
  /** The first month of which anything was counted, when the day comes before it: there are no figures then. */
  readonly uncountedBefore: string | null;
  /** Of every month, latest first. */
  readonly months: readonly MonthReport[];
  readonly weeks: number;
  readonly knowing: Knowing;
  /** Families on that day as known today, and those without a solution, whatever the tables are known by. */
  readonly now: { readonly families: number; readonly without: number };
  /** How many families have each status on that day, by commune; `''` outside the territory. */
  readonly communes: readonly FigureRow[];
  readonly groups: GroupedFigures;
  /** Families without a solution one month and one year earlier; null where nothing was kept yet. */
  readonly earlier: readonly { readonly day: Day; readonly value: number }[];
  /** Null for a cause that nobody can tell: the places of a past day, or of too many families. */
  readonly causes: ReadonlyMap<Cause, number | null>;
  readonly refused: Counts;
  readonly entered: Counts;
  readonly left: Counts;
  readonly received: number;
  readonly arrivals: number;
  readonly stages: FigureRow['delays'];
  /** The same without the days in which a request waited for its family to complete it. */
  readonly active: FigureRow['delays'];
  /**
   * Delays since a deposit that an imported list dates, which are in no other figure. Null when no request of the period
   * has one.
   */
  readonly lists: FigureRow['delays'] | null;
  readonly wish: Counts;
  readonly offers: Counts;
  readonly declined: Counts;
}

/** Reads one table of the period, as known now or then. */
type ReadTable = (...asked: Parameters<KnownTables['readTable']>) => Promise<FigureRow[]>;
const NOW = { knowing: 'now', tables: null } as const;

/** Reads the figures of the page. Each is computed by reporting, once. */
@Injectable()
export class ObservatoryReading {
  constructor(
    private readonly reporting: Reporting,
    private readonly causes: WithoutCauses,
    private readonly memberGroups: MemberGroups,
    private readonly knownThen: KnownThenReading,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asked the month under way when it asks for nothing
   * @param then whether a past period is told as it was known when it ended, where that was computed
   * @returns null when it names no period
   */
  async readFigures(
    asked: AskedPeriod,
    grouping: Grouping = 'commune',
    then = false,
  ): Promise<ObservatoryFigures | null> {
    const today = this.clock.today();
    const period = askedPeriod(asked, today);
    if (!period) return null;
    const months = await this.reporting.listMonths();
    const first = months.at(-1)?.month ?? today.slice(0, 7);
    const on = period.to < today ? period.to : today;
    const days = { from: period.from, to: on };
    const { knowing, tables } = then ? await this.knownThen.findTables(period) : NOW;
    const read: ReadTable = async (id, groupOf) =>
      tables ? tables.readTable(id, groupOf) : this.reporting.readTable(id, days, groupOf);
    const total = async (id: string): Promise<Counts> => (await read(id))[0]?.counts ?? {};
    const earlier = comparedDays(on).filter((day) => day.slice(0, 7) >= first);
    return {
      period,
      periods: listPeriods(first, today),
      today,
      on,
      uncountedBefore: on.slice(0, 7) < first ? first : null,
      months,
      weeks: await this.settings.get('noSolutionHorizonWeeks'),
      knowing,
      now: await this.knownThen.countNow(on),
      communes: await read('status-by-commune'),
      groups: await this.readGroups(grouping, read),
      // What was known then is not compared with what is known today of other days.
      earlier: tables
        ? []
        : await Promise.all(earlier.map(async (day) => ({ day, value: (await this.knownThen.countNow(day)).without }))),
      causes: await this.readCauses(await total('because'), on === today),
      refused: await total('refused'),
      entered: await total('entered'),
      left: await total('left'),
      received: sum(await total('received')),
      arrivals: sum(await total('arrivals')),
      stages: await this.readDelays(read, ['stages', 'answer']),
      active: await this.readDelays(read, ['active', 'activeAnswer']),
      lists: await this.readLists(read),
      wish: await total('wish'),
      offers: await total('offers'),
      declined: await total('declined'),
    };
  }

  private async readDelays(read: ReadTable, tables: readonly string[]): Promise<FigureRow['delays']> {
    const rows = await Promise.all(tables.map((table) => read(table)));
    return Object.assign({}, ...rows.map(([row]) => row?.delays)) as FigureRow['delays'];
  }

  private async readLists(read: ReadTable): Promise<FigureRow['delays'] | null> {
    const rows = await Promise.all(['stages-by-origin', 'answer-by-origin'].map((table) => read(table)));
    const delays = Object.assign(
      {},
      ...rows.map((table) => table.find(({ member }) => member === FROM_LIST)?.delays),
    ) as FigureRow['delays'];
    const since = delaysSinceDeposit(delays);
    return Object.keys(since).length === 0 ? null : since;
  }

  private async readGroups(grouping: Grouping, readTable: ReadTable): Promise<GroupedFigures> {
    const read = (table: string): Promise<FigureRow[]> =>
      readTable(table, (code) => this.memberGroups.groupOf(grouping, code));
    return {
      grouping,
      groups: this.memberGroups.listGroups(grouping),
      status: await read('status-by-commune'),
      received: await read('received-by-commune'),
      stages: await read('stages-by-commune'),
      answers: await read('answer-by-commune'),
    };
  }

  /** The eight causes today; on a past day those that a history tells. */
  private async readCauses(because: Counts, isToday: boolean): Promise<ReadonlyMap<Cause, number | null>> {
    const looked = isToday ? await this.causes.listLookedAt() : null;
    const counts = countCauses((looked ?? []).map(({ cause }) => cause));
    return new Map(
      [...counts].map(([cause, count]) => {
        if (looked && !FROM_HISTORY.has(cause)) return [cause, count];
        return [cause, PLACES.has(cause) ? null : (because[cause] ?? 0)];
      }),
    );
  }
}

const FROM_HISTORY: ReadonlySet<Cause> = new Set(['desk', 'incomplete', 'family']);
const PLACES: ReadonlySet<Cause> = new Set(['no_place', 'shorter_week', 'elsewhere']);

const sum = (counts: Counts): number => Object.values(counts).reduce((total, count) => total + count, 0);
