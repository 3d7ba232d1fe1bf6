import { Controller, Get, Query } from '@nestjs/common';
import { NotFound } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, Permission } from '../../platform/security/index.js';
import { Settings } from '../../platform/settings/index.js';
import { csvOf, Download, page, Words, type Page } from '../../platform/web/index.js';
import type { PublishedMonth } from '../domain/published-month.js';
import { Reporting } from '../reporting.js';
import { ReportPresenter } from './report.presenter.js';

@Allow(Permission.ReadIndicators)
@Controller()
export class ReportController {
  constructor(
    private readonly reporting: Reporting,
    private readonly presenter: ReportPresenter,
    private readonly settings: Settings,
  ) {}

  @Get('rapport')
  async showReport(@Words() words: Translator, @Query('mois') month?: string): Promise<Page> {
    const reports = await this.reporting.listMonths();
    const chosen = month ? reports.find((report) => report.month === month) : reports[0];
    if (!chosen) throw new NotFound('month');
    return page(
      'reporting/report',
      this.presenter.page(words, chosen, reports, await this.settings.get('noSolutionHorizonWeeks')),
    );
  }

  @Get('rapport.csv')
  async csv(@Words() words: Translator): Promise<Download> {
    const { head, body } = this.presenter.csvLines(words, this.presenter.published(await this.reporting.listMonths()));
    return new Download(csvOf([head, ...body]), 'marelle-familles.csv', 'text/csv; charset=utf-8');
  }

  @Get('rapport.json')
  async json(): Promise<{ months: PublishedMonth[] }> {
    return { months: this.presenter.published(await this.reporting.listMonths()) };
  }
}
