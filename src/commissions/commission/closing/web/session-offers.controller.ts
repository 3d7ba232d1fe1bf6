import { Controller, Get, Param } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import { csvOf, Download, page, Words, type Page } from '../../../../foundation/platform/web/index.js';
import { SessionOffers } from '../session-offers.js';
import { SessionOffersPresenter } from './session-offers.presenter.js';

/** What became of everything that a session offered, by the numbers of its cases. */
@Controller('commissions/:id')
@Allow(Permission.RevokeOffer)
export class SessionOffersController {
  constructor(
    private readonly offers: SessionOffers,
    private readonly present: SessionOffersPresenter,
  ) {}

  @Get('offres')
  async listOffers(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page(
      'commission/closing/session-offers',
      this.present.listModel(words, await this.offers.listOffers(actor, id)),
    );
  }

  @Get('offres.csv')
  async readCsv(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Download> {
    const { session, offers } = await this.offers.listOffers(actor, id);
    return new Download(
      csvOf(this.present.lines(words, offers)),
      `offres-${session.id}.csv`,
      'text/csv; charset=utf-8',
    );
  }
}
