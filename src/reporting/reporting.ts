import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Dossiers } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { addDays, addMonths, dayOf, instantAt, type Day, type Instant } from '../kernel/time.js';
import { Reader, type Tx } from '../platform/database/index.js';
import { JobHandlers } from '../platform/queue/index.js';
import { Settings } from '../platform/settings/index.js';
import { receivedBetween, stockOf, type Stock } from './domain/family-status.js';
import { standingsOf, type Standing } from './domain/request-timeline.js';
import { RequestFact } from './persistence/reporting.entities.js';

export interface MonthReport {
  /** `YYYY-MM`. */
  readonly month: string;
  /** The moment the stock is taken: the end of the month, or now in the month under way. */
  readonly at: Instant;
  readonly received: number;
  readonly stock: Stock;
}

const monthStart = (month: string): Instant => instantAt(`${month}-01`);
const nextMonth = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);

/** Families with and without a solution, from a projection of its own that a job keeps beside the history. */
@Injectable()
export class Reporting implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly settings: Settings,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register({ type: 'reporting.project', handle: (tx, { requestId }: { requestId: string }) => this.project(tx, requestId) });
  }

  /** Writes the standings of one request anew from its history: run twice, the same rows. */
  async project(tx: Tx, requestId: Id): Promise<void> {
    const standings = standingsOf(await this.dossiers.historyOf(tx, requestId));
    await tx.delete(RequestFact, { requestId });
    await tx.insert(RequestFact, standings.map((standing) => ({ id: newId(), ...standing })));
  }

  /** The months from the first request to now, latest first. */
  async months(): Promise<string[]> {
    const [row] = await this.reader.sql<{ first: Instant | null }>('SELECT MIN(submitted_at) AS first FROM request_fact');
    const last = this.clock.today().slice(0, 7);
    const months: string[] = [];
    for (let month = row?.first ? dayOf(row.first).slice(0, 7) : last; month <= last; month = nextMonth(month)) months.unshift(month);
    return months;
  }

  async month(month: string): Promise<MonthReport> {
    const end = monthStart(nextMonth(month));
    const now = this.clock.now();
    // The last instant of the month: the stock of 30 November is what stood before 1 December began.
    const isOver = end <= now;
    const standings = await this.standingsBefore(isOver ? end : now, !isOver);
    const day: Day = isOver ? addDays(`${nextMonth(month)}-01`, -1) : this.clock.today();
    return {
      month, at: isOver ? end : now, received: receivedBetween(standings, monthStart(month), end),
      stock: stockOf(standings, day, await this.settings.get('noSolutionHorizonWeeks')),
    };
  }

  private async standingsBefore(moment: Instant, included: boolean): Promise<Standing[]> {
    const [begun, notOver] = included ? ['<=', '>'] : ['<', '>='];
    const rows = await this.reader.sql<Omit<Standing, 'joined'> & { joined: boolean | number }>(
      `SELECT request_id AS "requestId", dossier_id AS "dossierId", "from", "to", state, joined, commune_code AS "communeCode",
              wanted_from AS "wantedFrom", submitted_at AS "submittedAt"
       FROM request_fact WHERE "from" ${begun} :moment AND ("to" IS NULL OR "to" ${notOver} :moment)`,
      { moment },
    );
    return rows.map((row) => ({ ...row, joined: Boolean(row.joined) }));
  }
}
