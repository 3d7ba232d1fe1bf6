import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  checkForm,
  csvOf,
  Download,
  page,
  refusedPage,
  Words,
  workbookOf,
  XLSX,
  type Page,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { EnquiryFigures } from '../enquiry-figures.js';
import { EnquiryFiguresPresenter, type EnquiryPeriod } from './enquiry-figures.presenter.js';
import { EnquiryPeriodQuery } from './enquiry-list.form.js';

const VIEW = 'triage/enquiry-figures';

/** How many enquiries came to the desk, by subject and channel. Nobody is named. */
@Controller('rpe/sollicitations')
@Allow(Permission.LogEnquiry)
export class EnquiryFiguresController {
  constructor(
    private readonly figures: EnquiryFigures,
    private readonly presenter: EnquiryFiguresPresenter,
    private readonly clock: Clock,
  ) {}

  @Get('chiffres')
  async showFigures(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const query = this.check(raw);
    const period = this.periodOf(query.ok ? query.value : {});
    const model = this.presenter.model(words, period, await this.figures.countBySubject(actor, period));
    const values = { ...query.values, ...(query.ok ? { du: period.from, au: period.to } : {}) };
    return query.ok ? page(VIEW, { ...model, form: { values, errors: [] } }) : refusedPage(VIEW, model, query);
  }

  @Get('chiffres.csv')
  async downloadCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
  ): Promise<Download> {
    const period = this.readAsked(raw);
    const lines = this.presenter.csvLines(words, await this.figures.countBySubject(actor, period));
    return new Download(csvOf(lines), fileName(period, 'csv'), 'text/csv; charset=utf-8');
  }

  @Get('chiffres.xlsx')
  async downloadWorkbook(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
  ): Promise<Download> {
    const period = this.readAsked(raw);
    const sheet = this.presenter.sheet(words, period, await this.figures.countBySubject(actor, period));
    return new Download(await workbookOf([sheet]), fileName(period, 'xlsx'), XLSX);
  }

  private check(raw: Record<string, unknown>): Submitted<EnquiryPeriodQuery> {
    const query = checkForm(EnquiryPeriodQuery, raw);
    if (!query.ok) return query;
    const { from, to } = this.periodOf(query.value);
    return alsoWrong(query, to < from ? [{ field: 'au', message: 'enquiry.errors.order' }] : []);
  }

  /** @throws NotFound for an address that somebody made up */
  private readAsked(raw: Record<string, unknown>): EnquiryPeriod {
    const query = this.check(raw);
    if (!query.ok) throw new NotFound('period');
    return this.periodOf(query.value);
  }

  /** From the first day of this month to today where nothing else is asked. */
  private periodOf({ du, au }: EnquiryPeriodQuery): EnquiryPeriod {
    const to = au ?? this.clock.today();
    return { from: du ?? `${to.slice(0, 7)}-01`, to };
  }
}

const fileName = ({ from, to }: EnquiryPeriod, extension: string): string =>
  `marelle-sollicitations-${from}-${to}.${extension}`;
