import { Controller, Get, Post, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import {
  checkForm,
  csvOf,
  Download,
  Form,
  page,
  redirect,
  refusedPage,
  Words,
  workbookOf,
  XLSX,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Reporting, type PublishedMonth } from '../../reporting/index.js';
import { CountedMeasuresReading } from '../exports/counted-measures.js';
import { PublishedWorkbook } from '../exports/published-workbook.js';
import type { ToldMonths } from '../exports/told-months.js';
import { KnownThenReading } from '../known-then.js';
import { ObservatoryReading } from '../observatory-figures.js';
import { FileQuery, GROUPING_CODES, ObservatoryQuery, THEN } from './observatory.form.js';
import { addressOf } from './known-then.presenter.js';
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
    private readonly knownThen: KnownThenReading,
    private readonly measures: CountedMeasuresReading,
    private readonly clock: Clock,
  ) {}

  @Get('rapport')
  async showObservatory(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Page> {
    const asked = checkForm(ObservatoryQuery, raw);
    const { periode, mois, du, au, par, connu } = asked.ok ? asked.value : {};
    const isPart = Boolean(du || au);
    // So is a choice that the page does not give.
    if (!asked.ok && asked.errors.some(({ field }) => field !== 'du' && field !== 'au')) throw new NotFound('grouping');
    const found = asked.ok
      ? await this.reading.readFigures(
          { code: periode || mois, from: du, to: au },
          GROUPING_CODES[par || 'commune'],
          connu === THEN,
        )
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

  /** Has a past period computed as it was known when it ended. */
  @Post('rapport/connu')
  async askKnownThen(@Form(ObservatoryQuery) form: Submitted<ObservatoryQuery>): Promise<Redirect> {
    if (!form.ok) throw new NotFound('period');
    const { periode = '', du = '', au = '', par = '' } = form.value;
    await this.knownThen.askFor({ code: periode, from: du, to: au });
    const asked = Object.fromEntries(Object.entries({ periode, du, au, par }).filter(([, value]) => value !== ''));
    return redirect(`/rapport?${addressOf({ ...asked, connu: THEN })}`, 'observatory.known.notice');
  }

  @Get('rapport.csv')
  async csv(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Download> {
    const { told, asked } = await this.readTold(raw);
    const { par, tableau } = asked;
    const { head, body } = tableau
      ? this.published.measureLines(words, told, tableau)
      : this.published.csvLines(words, told, GROUPING_CODES[par || 'commune']);
    return new Download(csvOf([head, ...body]), fileName(told, 'csv', tableau), 'text/csv; charset=utf-8');
  }

  @Get('rapport.xlsx')
  async downloadWorkbook(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Download> {
    const { told } = await this.readTold(raw);
    const weeks = await this.settings.get('noSolutionHorizonWeeks');
    return new Download(await workbookOf(this.workbook.sheets(words, told, weeks)), fileName(told, 'xlsx'), XLSX);
  }

  @Get('rapport.json')
  async json(): Promise<{ months: PublishedMonth[] }> {
    return { months: this.published.published(await this.reporting.listMonths()) };
  }

  /** Every month as known today, or one period as known when it ended. @throws NotFound */
  private async readTold(
    raw: Record<string, unknown>,
  ): Promise<{ readonly told: ToldMonths; readonly asked: FileQuery }> {
    const query = checkForm(FileQuery, raw);
    if (!query.ok) throw new NotFound('grouping');
    const asked = query.value;
    const { periode, du, au, connu } = asked;
    if (connu !== THEN) {
      const months = this.published.published(await this.reporting.listMonths());
      const measures = await this.measures.readMonths(months.map(({ month }) => month));
      return { told: { months, measures, knownOn: this.clock.today(), isPeriod: false }, asked };
    }
    const { report, tables, on } = await this.knownThen.readReport({ code: periode, from: du, to: au });
    const measures = [this.measures.readPeriod(report.month, tables)];
    return { told: { months: this.published.published([report]), measures, knownOn: on, isPeriod: true }, asked };
  }
}

const fileName = ({ months, knownOn, isPeriod }: ToldMonths, extension: string, table = ''): string => {
  const period = isPeriod ? `-${months[0]!.month.replace('/', '-')}` : '';
  return `marelle-${table || 'familles'}${period}-connu-le-${knownOn}.${extension}`;
};
