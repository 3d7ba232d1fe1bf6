import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Download,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { judgeMonths } from '../domain/report-period.js';
import { ReportFiles } from '../report-files.js';
import { mayMakeReports } from '../steering.policy.js';
import { SteeringReports } from '../steering-reports.js';
import { ReportDocument } from './report-document.js';
import { commentsIn, NewReportForm, PeriodReportForm, ReportCommentsForm } from './report.forms.js';
import { ReportsPresenter } from './reports.presenter.js';

/** Reports to the steering committee: made and commented by the coordinator, read by who reads the indicators. */
@Controller('rapport/comites')
@Allow(Permission.ReadIndicators)
export class SteeringReportsController {
  constructor(
    private readonly reports: SteeringReports,
    private readonly document: ReportDocument,
    private readonly files: ReportFiles,
    private readonly presenter: ReportsPresenter,
    private readonly clock: Clock,
  ) {}

  @Get()
  async listReports(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page(
      'steering/reports',
      this.presenter.list(words, await this.reports.listReports(), mayMakeReports(actor)),
    );
  }

  @Get('nouveau')
  @Allow(Permission.MakeReports)
  async newReport(@Words() words: Translator): Promise<Page> {
    const counted = await this.reports.findFirstMonth();
    return page('steering/new', {
      ...this.presenter.newForm(words, counted),
      form: { values: this.presenter.newValues(counted), errors: [] },
    });
  }

  @Post('nouveau')
  @Allow(Permission.MakeReports)
  async makeReport(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(NewReportForm) form: Submitted<NewReportForm>,
  ): Promise<Page | Redirect> {
    const counted = await this.reports.findFirstMonth();
    const wrong = form.ok ? judgeMonths(form.value, this.clock.today()) : null;
    return submitForm(
      alsoWrong(form, wrong ? [{ field: wrong.field, message: `steering.errors.${wrong.code}` }] : []),
      {
        view: 'steering/new',
        model: () => this.presenter.newForm(words, counted),
        refused: ({ refusal }) => refusedField('first', refusal),
      },
      async (value) => {
        const id = await this.reports.makeReport(actor, value, commentsIn(value));
        return redirect(`/rapport/comites/${id}`, 'steering.notice.made');
      },
    );
  }

  @Get('bilan')
  @Allow(Permission.MakeReports)
  async newPeriodReport(@Words() words: Translator): Promise<Page> {
    const periods = await this.reports.listPeriods();
    return page('steering/period', {
      ...this.presenter.periodForm(words, periods),
      form: { values: { period: periods[0]?.code }, errors: [] },
    });
  }

  @Post('bilan')
  @Allow(Permission.MakeReports)
  async makePeriodReport(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(PeriodReportForm) form: Submitted<PeriodReportForm>,
  ): Promise<Page | Redirect> {
    const periods = await this.reports.listPeriods();
    const period = form.ok ? periods.find(({ code }) => code === form.value.period) : undefined;
    return submitForm(
      alsoWrong(form, period ? [] : [{ field: 'period', message: 'steering.errors.period' }]),
      {
        view: 'steering/period',
        model: () => this.presenter.periodForm(words, periods),
        refused: ({ refusal }) => refusedField('period', refusal),
      },
      async (value) => {
        const id = await this.reports.makePeriodReport(actor, period!, commentsIn(value));
        return redirect(`/rapport/comites/${id}`, 'steering.notice.periodMade');
      },
    );
  }

  @Get(':id')
  async showReport(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const report = await this.reports.readReport(id);
    return page('steering/report', {
      ...this.presenter.report(words, report, mayMakeReports(actor)),
      form: { values: report.comments, errors: [] },
    });
  }

  @Post(':id')
  @Allow(Permission.MakeReports)
  async changeComments(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(ReportCommentsForm) form: Submitted<ReportCommentsForm>,
  ): Promise<Page | Redirect> {
    const report = await this.reports.readReport(id);
    return submitForm(
      form,
      {
        view: 'steering/report',
        model: () => this.presenter.report(words, report, true),
        refused: ({ refusal }) => refusedField('summary', refusal),
      },
      async (value) => {
        await this.reports.changeComments(actor, id, value.version, commentsIn(value));
        return redirect(`/rapport/comites/${id}`, 'steering.notice.commented');
      },
    );
  }

  @Get(':id/rapport.pdf')
  async downloadReport(@Words() words: Translator, @Param('id') id: string): Promise<Download> {
    const report = await this.reports.readReport(id);
    const bytes = await this.files.makeDocument(words, report, () => this.document.build(words, report));
    return new Download(
      bytes,
      `${report.kind === 'committee' ? 'rapport' : 'bilan'}-${report.firstMonth}-${report.lastMonth}.pdf`,
      'application/pdf',
    );
  }
}
