import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { isId, newId, type Id } from '../kernel/ids.js';
import { Conflict, NotFound, refuse } from '../kernel/refusal.js';
import { addDays, dayOf } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { actorRef, type Actor } from '../platform/security/index.js';
import { Settings } from '../platform/settings/index.js';
import { Reporting } from '../reporting/index.js';
import { REPORT_TABLES, type ReportComments, type ReportFacts, type ReportTable } from './domain/report-facts.js';
import { firstDayOf, lastDayOf, monthsFrom, type ReportMonths } from './domain/report-period.js';
import { SteeringReport } from './persistence/steering-report.entity.js';
import { listReportEntries, type ReportEntry } from './persistence/steering-reports.queries.js';

/** The line of the year shows twelve months, with the twelve before behind them. */
const MONTHS_BEHIND = 24;

/** Reports to the steering committee (comité de pilotage). Their figures are those of the day on which they were made. */
@Injectable()
export class SteeringReports {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly reporting: Reporting,
    private readonly settings: Settings,
    private readonly audit: Audit,
  ) {}

  /** Latest first. */
  listReports(): Promise<ReportEntry[]> {
    return listReportEntries(this.reader);
  }

  /** @throws NotFound */
  async readReport(id: Id): Promise<SteeringReport> {
    const report = isId(id) ? await this.reader.findOne(SteeringReport, { id }) : null;
    if (!report) throw new NotFound('report');
    return report;
  }

  /** @param months those that {@link judgeMonths} accepts */
  async makeReport(actor: Actor, months: ReportMonths, comments: ReportComments): Promise<Id> {
    const facts = await this.readFacts(months);
    const id = newId();
    await this.unitOfWork.run(async (tx) => {
      await tx.insert(SteeringReport, {
        id,
        firstMonth: months.first,
        lastMonth: months.last,
        facts,
        comments,
        madeAt: facts.asKnown,
        madeBy: actorRef(actor),
        commentedAt: facts.asKnown,
        version: 1,
      });
      await this.audit.changed(tx, actor, 'steeringReport.make', { kind: 'steeringReport', id });
    });
    return id;
  }

  /** @throws NotFound; Conflict when somebody else changed the comments meanwhile */
  async changeComments(actor: Actor, id: Id, version: number, comments: ReportComments): Promise<void> {
    await this.readReport(id);
    await this.unitOfWork.run(async (tx) => {
      const changed = await tx.update(
        SteeringReport,
        { id, version },
        { comments, commentedAt: this.clock.now(), version: version + 1 },
      );
      if (changed === 0) throw new Conflict(refuse('steering.changed'));
      await this.audit.changed(tx, actor, 'steeringReport.comment', { kind: 'steeringReport', id });
    });
  }

  private async readFacts({ first, last }: ReportMonths): Promise<ReportFacts> {
    const asKnown = this.clock.now();
    const today = dayOf(asKnown);
    const from = firstDayOf(first);
    const to = lastDayOf(last) < today ? lastDayOf(last) : today;
    const earliest = [first, monthsFrom(last, 1 - MONTHS_BEHIND)].sort()[0]!;
    const evening = addDays(from, -1);
    const [before] = await this.reporting.readTable('status', { from: evening, to: evening });
    const tables = await Promise.all(
      REPORT_TABLES.map(async (table) => [table, await this.reporting.readTable(table, { from, to })] as const),
    );
    return {
      from,
      to,
      asKnown,
      horizonWeeks: await this.settings.get('noSolutionHorizonWeeks'),
      without: (await this.reporting.listMonths())
        .filter(({ month }) => month >= earliest && month <= last)
        .map(({ month, stock }) => ({ month, value: stock.total.without }))
        .reverse(),
      tables: Object.fromEntries(tables) as Record<ReportTable, (typeof tables)[number][1]>,
      before: before?.counts ?? {},
    };
  }
}
