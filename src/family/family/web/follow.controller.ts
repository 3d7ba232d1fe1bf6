import { Controller, Get, Post, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Correspondence } from '../../../dossier/dossier/index.js';
import { LANGUAGES, type Language } from '../../../foundation/kernel/language.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Download,
  Form,
  page,
  redirect,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FamilyExports } from '../family-exports.js';
import { FamilyFiles } from '../family-files.js';
import { FollowPresenter } from './follow.presenter.js';

class LanguageForm {
  @IsIn(LANGUAGES, { message: 'dossier.errors.language' })
  language: Language;
}

/** The page on which a family follows the request of each child. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier')
export class FollowController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly exports: FamilyExports,
    private readonly present: FollowPresenter,
    private readonly correspondence: Correspondence,
  ) {}

  @Get()
  async showOverview(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query('confirme') confirmed?: string,
  ): Promise<Page> {
    return page('family/overview', this.present.overviewModel(words, await this.files.readFile(actor), confirmed));
  }

  @Get('mes-donnees')
  async data(@CurrentActor() actor: Actor): Promise<Download> {
    return new Download(
      JSON.stringify(await this.exports.exportEverything(actor), null, 2),
      'mes-donnees.json',
      'application/json; charset=utf-8',
    );
  }

  @Post('langue')
  async writeIn(@CurrentActor() actor: Actor, @Form(LanguageForm) form: Submitted<LanguageForm>): Promise<Redirect> {
    // The form has only buttons, so content that does not fit was not sent by our page.
    if (!form.ok) throw new NotFound('language');
    await this.correspondence.writeIn(actor, this.files.dossierIdOf(actor), form.value.language);
    return redirect('/mon-dossier', 'family.follow.languageChanged');
  }
}
