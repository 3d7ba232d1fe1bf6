import { Controller, Get, Query } from '@nestjs/common';
import { NotFound } from '../../kernel/refusal.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, Permission } from '../../platform/security/index.js';
import { Settings } from '../../platform/settings/index.js';
import {
  checkForm,
  csvOf,
  Download,
  page,
  refusedPage,
  Words,
  workbookOf,
  XLSX,
  type Page,
} from '../../platform/web/index.js';
import { Reporting, type PublishedMonth } from '../../reporting/index.js';
import { PublishedWorkbook } from '../exports/published-workbook.js';
import { ObservatoryReading } from '../observatory-figures.js';
import { GROUPING_CODES, ObservatoryQuery } from './observatory.form.js';
import { ObservatoryPresenter } from './observatory.presenter.js';
import { PublishedPresenter } from './published.presenter.js';

const VIEW = 'observatory/observatory';

@Allow(Permission.ReadIndicators)
@Controller()
export class ObservatoryController {
  constructor(
    private readonly reporting: Reporting,
    private readonly reading: ObservatoryReading,
    private readonly presenter: ObservatoryPresenter,
    private readonly published: PublishedPresenter,
    private readonly workbook: PublishedWorkbook,
    private readonly settings: Settings,
  ) {}

  @Get('rapport')
  async showObservatory(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Page> {
    const asked = checkForm(ObservatoryQuery, raw);
    const { periode, mois, du, au, par } = asked.ok ? asked.value : {};
    const isPart = Boolean(du || au);
    const found = asked.ok
      ? await this.reading.readFigures({ code: periode || mois, from: du, to: au }, GROUPING_CODES[par || 'commune'])
      : null;
    if (found) return page(VIEW, { ...this.presenter.page(words, found), form: { values: {}, errors: [] } });
    // A month that never was is an address that somebody made up; two days are typed by people, who read why not.
    if (asked.ok && !isPart) throw new NotFound('period');
    const today = await this.reading.readFigures({});
    return refusedPage(
      VIEW,
      { ...this.presenter.page(words, today!), chosen: asked.values },
      { values: asked.values, errors: [{ field: 'du', message: 'observatory.errors.period' }] },
    );
  }

  @Get('rapport.csv')
  async csv(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Download> {
    const asked = checkForm(ObservatoryQuery, raw);
    if (!asked.ok) throw new NotFound('grouping');
    const months = this.published.published(await this.reporting.listMonths());
    const { head, body } = this.published.csvLines(words, months, GROUPING_CODES[asked.value.par || 'commune']);
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
