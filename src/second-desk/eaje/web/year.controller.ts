import { Controller, Get, Param, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { ListsFamilies, csvOf, Download, page, Words, type Page } from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { OwnEstablishments } from '../own-establishments.js';
import { YearsAhead, type YearAhead } from '../year-ahead.js';
import { YearDrafts } from '../year-drafts.js';
import { dayParameter } from './eaje-words.js';
import { movesViewParameter, type YearQuery } from './moves-view.js';
import { YearPresenter } from './year.presenter.js';

/** The year ahead of an establishment, from any week on. */
@Controller('eaje/:establishmentId')
@Allow(Permission.DeclarePlaces)
export class EajeYearController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly clock: Clock,
    private readonly years: YearsAhead,
    private readonly drafts: YearDrafts,
    private readonly presenter: YearPresenter,
  ) {}

  @Get('annee')
  @ListsFamilies('year-ahead', ['changes'], { of: 'establishmentId', filter: ['du', 'passages'] })
  async showYear(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() asked: YearQuery,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const year = await this.readYear(actor, provider, asked);
    return page('eaje/year', this.presenter.model(words, provider, year, await this.drafts.listDrafts(provider)));
  }

  @Get('annee.csv')
  async readCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() asked: YearQuery,
  ): Promise<Download> {
    const provider = this.own.readOwn(actor, id);
    const year = await this.readYear(actor, provider, asked);
    return new Download(csvOf(this.presenter.lines(words, year.sections)), 'annee.csv', 'text/csv; charset=utf-8');
  }

  private readYear(actor: Actor, provider: Provider, { du, passages }: YearQuery): Promise<YearAhead> {
    return this.years.readYear(actor, provider, dayParameter(du, this.clock.today()), movesViewParameter(passages));
  }
}
