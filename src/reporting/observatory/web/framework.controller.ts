import { Controller, Get, Query } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import { checkForm, csvOf, Download, page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { FrameworkReading, type FrameworkFigures } from '../framework-figures.js';
import { frameworkCsv, frameworkModel } from './framework.presenter.js';
import { PeriodQuery } from './observatory.form.js';

/** What the convention and the law ask for, each item with its figure or who has to write it. */
@Allow(Permission.ReadIndicators)
@Controller('rapport')
export class FrameworkController {
  constructor(private readonly reading: FrameworkReading) {}

  @Get('cadre')
  async showFramework(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Page> {
    const figures = await this.read(raw);
    return page('observatory/framework', { ...frameworkModel(words, figures), form: { values: {}, errors: [] } });
  }

  @Get('cadre.csv')
  async downloadCsv(@Words() words: Translator, @Query() raw: Record<string, unknown>): Promise<Download> {
    const figures = await this.read(raw);
    const name = `marelle-cadre-${figures.period.from}-${figures.on}.csv`;
    return new Download(csvOf(frameworkCsv(words, figures)), name, 'text/csv; charset=utf-8');
  }

  /** @throws NotFound for a period that never was */
  private async read(raw: Record<string, unknown>): Promise<FrameworkFigures> {
    const asked = checkForm(PeriodQuery, raw);
    const found = asked.ok
      ? await this.reading.readFigures({ code: asked.value.periode, from: asked.value.du, to: asked.value.au })
      : null;
    if (!found) throw new NotFound('period');
    return found;
  }
}
