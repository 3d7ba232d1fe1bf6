import { Controller, Get } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import { csvOf, Download, page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { SatisfactionFigures } from '../satisfaction-figures.js';
import { SatisfactionPresenter } from './satisfaction.presenter.js';

/** What families answered, with how many were asked and how many answered. */
@Controller()
@Allow(Permission.ReadIndicators)
export class SatisfactionController {
  constructor(
    private readonly figures: SatisfactionFigures,
    private readonly presenter: SatisfactionPresenter,
  ) {}

  @Get('satisfaction')
  async showTold(@Words() words: Translator): Promise<Page> {
    return page('satisfaction/told', this.presenter.toldModel(words, await this.figures.readTold()));
  }

  @Get('satisfaction.csv')
  async downloadTold(@Words() words: Translator): Promise<Download> {
    return new Download(
      csvOf(this.presenter.csvLines(words, await this.figures.readTold())),
      'marelle-satisfaction.csv',
      'text/csv; charset=utf-8',
    );
  }
}
