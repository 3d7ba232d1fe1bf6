import { Controller, Get } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Opening } from '../../../foundation/platform/opening/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { mayOpenPage } from '../opening.policy.js';
import { openingModel } from './opening.presenter.js';

/** What is missing before families come. */
@Allow(Permission.PrepareOpening)
@Controller('administration/ouverture')
export class OpeningController {
  constructor(
    private readonly opening: Opening,
    private readonly config: Config,
  ) {}

  @Get()
  async showStanding(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    const standing = await this.opening.readStanding();
    return page(
      'opening/opening',
      openingModel(words, standing, {
        open: await this.opening.isOpen(),
        real: this.config.mode === 'production',
        mayOpen: (href) => mayOpenPage(actor, href),
      }),
    );
  }
}
