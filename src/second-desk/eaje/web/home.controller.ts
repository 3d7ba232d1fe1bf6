import { Controller, Get, Param } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { page, redirect, Words, type Page, type Redirect } from '../../../foundation/platform/web/index.js';
import { OwnEstablishments } from '../own-establishments.js';
import { Overviews } from '../overview.js';
import { OverviewPresenter } from './overview.presenter.js';

@Controller('eaje')
@Allow(Permission.DeclarePlaces)
export class EajeHomeController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly overviews: Overviews,
    private readonly presenter: OverviewPresenter,
  ) {}

  /** A director of one establishment goes to its page; a director of several chooses one. */
  @Get()
  showHome(@Words() words: Translator, @CurrentActor() actor: Actor): Page | Redirect {
    const all = this.own.listOwn(actor);
    return all.length === 1
      ? redirect(`/eaje/${all[0]!.id}`)
      : page('eaje/choice', this.presenter.choiceModel(words, all));
  }

  @Get(':establishmentId')
  async showOverview(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    return page(
      'eaje/overview',
      this.presenter.overviewModel(words, await this.overviews.readOverview(actor, this.own.readOwn(actor, id))),
    );
  }
}
