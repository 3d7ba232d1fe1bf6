import { Controller, Get, Query } from '@nestjs/common';
import { Clock } from '../../../../foundation/kernel/clock.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import { page, Words, type Page } from '../../../../foundation/platform/web/index.js';
import { YearCalendar } from '../year-calendar.js';
import { YearPresenter } from './year.presenter.js';

/** The year of all bodies, to read and to print. */
@Controller('commissions')
export class YearController {
  constructor(
    private readonly clock: Clock,
    private readonly calendar: YearCalendar,
    private readonly present: YearPresenter,
  ) {}

  /** @param asked the year in the address; the present year is shown when it is not one of ours */
  @Allow(Permission.ReadSession)
  @Get('annee')
  async showYear(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('annee') asked?: string,
  ): Promise<Page> {
    const year = Number(/^20\d\d$/.exec(String(asked))?.[0] ?? this.clock.today().slice(0, 4));
    return page('commission/planning/year', this.present.model(words, await this.calendar.readYear(actor, year)));
  }
}
