import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { isId, newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { dayOf } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { publishedMonth, Reporting } from '../reporting/index.js';
import { Territory } from '../../territory/territory/index.js';
import { ComparedReading } from './compared-reading.js';
import type { ReportComments, ReportFacts } from './domain/report-facts.js';
import { listOver, type NamedPeriod } from './domain/report-kind.js';
import { firstDayOf, lastDayOf, monthsFrom, type Month, type ReportMonths } from './domain/report-period.js';
import { PeriodReading } from './period-reading.js';
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
    private readonly periods: PeriodReading,
    private readonly compared: ComparedReading,
    private readonly settings: Settings,
    private readonly territory: Territory,
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

  /** The half-years, years and school years that are over and of which something is known, latest first. */
  async listPeriods(): Promise<NamedPeriod[]> {
    return listOver(await this.findFirstMonth(), this.clock.today());
  }

  /** The report of a committee. @param months those that {@link judgeMonths} accepts */
  async makeReport(actor: Actor, months: ReportMonths, comments: ReportComments): Promise<Id> {
    return this.keep(actor, { kind: 'committee', ...months }, await this.readFacts(months), comments);
  }

  /** The report of a half-year, a year or a school year. @param period one of {@link listPeriods} */
  async makePeriodReport(actor: Actor, period: NamedPeriod, comments: ReportComments): Promise<Id> {
    const facts = await this.readFacts(period);
    const compared = await this.compared.readCompared(actor, period, await this.findFirstMonth());
    return this.keep(actor, period, { ...facts, compared }, comments);
  }

  private async keep(
    actor: Actor,
    { kind, first, last }: ReportMonths & Pick<SteeringReport, 'kind'>,
    facts: ReportFacts,
    comments: ReportComments,
  ): Promise<Id> {
    const id = newId();
    await this.unitOfWork.run(async (tx) => {
      await tx.insert(SteeringReport, {
        id,
        kind,
        firstMonth: first,
        lastMonth: last,
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
    const codes = this.territory.communes().map(({ code }) => code);
    const earliest = [first, monthsFrom(last, 1 - MONTHS_BEHIND)].sort()[0]!;
    return {
      ...(await this.periods.readPeriod(from, to)),
      asKnown,
      horizonWeeks: await this.settings.get('noSolutionHorizonWeeks'),
      without: (await this.reporting.listMonths())
        .filter(({ month }) => month >= earliest && month <= last)
        .map((report) => ({ month: report.month, value: publishedMonth(report, codes).stock.total.without }))
        .reverse(),
    };
  }

  /** The first month in which anything was counted; the present one while nothing was. */
  async findFirstMonth(): Promise<Month> {
    return (await this.reporting.listMonths()).at(-1)?.month ?? this.clock.today().slice(0, 7);
  }
}
