import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, Permission } from '../../platform/security/index.js';
import { Settings } from '../../platform/settings/index.js';
import { csvOf, Download, page, Words, type Page } from '../../platform/web/index.js';
import { Reporting, type PublishedMonth } from '../../reporting/index.js';
import { PublishedWorkbook } from '../exports/published-workbook.js';
import { workbookOf, XLSX } from '../exports/workbook.js';
import { ObservatoryPresenter } from './observatory.presenter.js';
import { PublishedPresenter } from './published.presenter.js';

@Allow(Permission.ReadIndicators)
@Controller()
export class ObservatoryController {
  constructor(
    private readonly reporting: Reporting,
    private readonly presenter: ObservatoryPresenter,
    private readonly published: PublishedPresenter,
    private readonly workbook: PublishedWorkbook,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get('rapport')
  async showObservatory(@Words() words: Translator, @Query('mois') month?: string): Promise<Page> {
    const months = await this.reporting.listMonths();
    const chosen = month ? months.find((report) => report.month === month) : months[0];
    if (!chosen) throw new NotFound('month');
    const weeks = await this.settings.get('noSolutionHorizonWeeks');
    return page(
      'observatory/observatory',
      this.presenter.page(words, { chosen, months, weeks, today: this.clock.today() }),
    );
  }

  @Get('rapport.csv')
  async csv(@Words() words: Translator): Promise<Download> {
    const { head, body } = this.published.csvLines(words, this.published.published(await this.reporting.listMonths()));
    return new Download(csvOf([head, ...body]), 'marelle-familles.csv', 'text/csv; charset=utf-8');
  }

  @Get('rapport.xlsx')
  async downloadWorkbook(@Words() words: Translator): Promise<Download> {
    const months = this.published.published(await this.reporting.listMonths());
    const weeks = await this.settings.get('noSolutionHorizonWeeks');
    return new Download(await workbookOf(this.workbook.sheets(words, months, weeks)), 'marelle-familles.xlsx', XLSX);
  }

  @Get('rapport.json')
  async json(): Promise<{ months: PublishedMonth[] }> {
    return { months: this.published.published(await this.reporting.listMonths()) };
  }
}
