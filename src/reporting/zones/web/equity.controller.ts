import { Controller, Get } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, mayEver, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { EquityFigures } from '../equity-figures.js';
import { EquityPresenter } from './equity.presenter.js';

/** Whether some groups find a solution less often than the rest, in words. */
@Controller('zones/equite')
@Allow(Permission.ReadIndicators)
export class EquityController {
  constructor(
    private readonly figures: EquityFigures,
    private readonly presenter: EquityPresenter,
  ) {}

  @Get()
  async showEquity(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const picture = await this.figures.readPicture();
    return page('zones/equity', this.presenter.page(words, picture, mayEver(actor, Permission.DrawZones)));
  }
}
