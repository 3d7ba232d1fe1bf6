import { Controller, Get, Param } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import { previewPage, redirect, Words, type Page, type Redirect } from '../../../../foundation/platform/web/index.js';
import { BodyChangesPresenter } from '../../bodies/web/body-changes.presenter.js';
import { BodyReturns } from '../body-returns.js';
import { formOf } from './body-preview-forms.js';

/** A change of a body taken back: the page says what would change then. Nothing is written. */
@Allow(Permission.PlanSession)
@Controller('commissions/instances')
export class BodyReturnController {
  constructor(
    private readonly returns: BodyReturns,
    private readonly changes: BodyChangesPresenter,
  ) {}

  @Get(':bodyId/retour/:changeId')
  async previewReturn(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bodyId') bodyId: string,
    @Param('changeId') changeId: string,
  ): Promise<Page | Redirect> {
    const preview = await this.returns.previewReturn(actor, bodyId, changeId);
    if (!preview) return redirect(`/commissions/instances/${bodyId}`, 'web.changes.already');
    return previewPage(this.changes.previewModel(words, preview, formOf(preview)));
  }
}
