import { Controller, Get } from '@nestjs/common';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import { Download, page, Words, type Page } from '../../platform/web/index.js';
import { FamilyFiles } from '../family-files.js';
import { FollowPresenter } from './follow.presenter.js';

/** Where a family sees what becomes of each child's request. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier')
export class FollowController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly present: FollowPresenter,
  ) {}

  @Get()
  async overview(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('family/overview', this.present.overview(words, await this.files.file(actor)));
  }

  @Get('mes-donnees')
  async data(@CurrentActor() actor: Actor): Promise<Download> {
    return new Download(JSON.stringify(await this.files.everything(actor), null, 2), 'mes-donnees.json', 'application/json; charset=utf-8');
  }
}
