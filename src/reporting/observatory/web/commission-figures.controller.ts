import { Controller, Get, Query } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
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
} from '../../../foundation/platform/web/index.js';
import { CommissionReading, type CommissionFigures } from '../commission-figures.js';
import { CommissionFiguresPresenter } from './commission-figures.presenter.js';
import { PeriodQuery } from './observatory.form.js';

const VIEW = 'observatory/commissions';

/** What commissions did: decisions, departures from the proposal, delays, seats left, quorum, proofs. */
@Allow(Permission.ReadIndicators)
@Controller('rapport')
export class CommissionFiguresController {
  constructor(
    private readonly reading: CommissionReading,
    private readonly presenter: CommissionFiguresPresenter,
  ) {}

  @Get('commissions')
  async showFigures(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Page> {
    const asked = checkForm(PeriodQuery, raw);
    const found = asked.ok ? await this.read(asked.value) : null;
    if (found) return page(VIEW, { ...this.presenter.page(words, found), form: { values: {}, errors: [] } });
    if (asked.ok && !asked.value.du && !asked.value.au) throw new NotFound('period');
    const now = await this.read({});
    return refusedPage(
      VIEW,
      { ...this.presenter.page(words, now!), chosen: asked.values },
      { values: asked.values, errors: [{ field: 'du', message: 'observatory.errors.period' }] },
    );
  }

  @Get('commissions.csv')
  async downloadCsv(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Download> {
    const figures = await this.readAsked(raw);
    return new Download(csvOf(this.presenter.csvLines(words, figures)), fileName(figures, 'csv'), CSV);
  }

  @Get('commissions.xlsx')
  async downloadWorkbook(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Download> {
    const figures = await this.readAsked(raw);
    return new Download(await workbookOf(this.presenter.sheets(words, figures)), fileName(figures, 'xlsx'), XLSX);
  }

  /** @throws NotFound for an address that somebody made up */
  private async readAsked(raw: Record<string, unknown>): Promise<CommissionFigures> {
    const asked = checkForm(PeriodQuery, raw);
    const found = asked.ok ? await this.read(asked.value) : null;
    if (!found) throw new NotFound('period');
    return found;
  }

  private read({ periode, du, au }: PeriodQuery): Promise<CommissionFigures | null> {
    return this.reading.readFigures({ code: periode, from: du, to: au });
  }
}

const CSV = 'text/csv; charset=utf-8';
const fileName = ({ period }: CommissionFigures, extension: string): string =>
  `marelle-commissions-${period.from}-${period.to}.${extension}`;
