import { Controller, Param, Post, Query } from '@nestjs/common';
import type { Translator } from '../../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../platform/security/index.js';
import { Form, Words, type Page, type Redirect, type Submitted } from '../../../platform/web/index.js';
import { ButtonForm } from '../../planning/web/planning.form.js';
import type { CaseQuery } from '../../sitting/web/case-filter.js';
import { ScreenButtons } from '../../sitting/web/screen-buttons.js';
import { Closing } from '../closing.js';

/** The last button of the session screen. */
@Controller('commissions/:id')
export class ClosingController {
  constructor(
    private readonly closing: Closing,
    private readonly buttons: ScreenButtons,
  ) {}

  @Allow(Permission.RunSession)
  @Post('seance/clore')
  closeSession(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(ButtonForm) form: Submitted<ButtonForm>,
    @Query() asked: CaseQuery,
  ): Promise<Page | Redirect> {
    return this.buttons.press(
      words,
      actor,
      { id, asked },
      form,
      'commission.notice.closed',
      (version) => this.closing.closeSession(actor, id, version),
      'compte-rendu',
    );
  }
}
