import { Controller, Get, Param } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { ListsFamilies, page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { EmptyMonthsReader } from '../empty-months.js';
import { OwnEstablishments } from '../own-establishments.js';
import { EmptyMonthsPresenter } from './empty-months.presenter.js';

/** The months in which a place of an establishment waits for its next child. */
@Controller('eaje/:establishmentId')
@Allow(Permission.DeclarePlaces)
export class EajeEmptyMonthsController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly months: EmptyMonthsReader,
    private readonly presenter: EmptyMonthsPresenter,
  ) {}

  @Get('annee/mois-libres')
  @ListsFamilies('empty-months', ['months'], { of: 'establishmentId' })
  async showMonths(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    return page(
      'eaje/empty-months',
      this.presenter.model(words, provider, await this.months.listMonths(actor, provider)),
    );
  }
}
