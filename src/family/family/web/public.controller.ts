import { Controller, Get, Param, Query } from '@nestjs/common';
import { Drafts } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Opening } from '../../../foundation/platform/opening/index.js';
import { CurrentActor, Public, type Actor } from '../../../foundation/platform/security/index.js';
import { page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { AccessibilityPresenter } from './accessibility.presenter.js';
import { CutOffsPresenter } from './cut-offs.presenter.js';
import { DirectoryPresenter } from './directory.presenter.js';
import { PublicRulesPresenter } from './public-rules.presenter.js';

/** The pages that anybody may read without a key. */
@Public({ listed: true })
@Controller()
export class PublicController {
  constructor(
    private readonly territory: Territory,
    private readonly drafts: Drafts,
    private readonly directory: DirectoryPresenter,
    private readonly present: PublicRulesPresenter,
    private readonly published: CutOffsPresenter,
    private readonly statement: AccessibilityPresenter,
    private readonly opening: Opening,
  ) {}

  @Get()
  async showHome(@Words() words: Translator, @CurrentActor() actor: Actor | null): Promise<Page> {
    const draftId = actor?.kind === 'family' ? actor.draftId : null;
    const resumable = draftId !== null && (await this.drafts.isUnfinished(draftId));
    return page('family/home', {
      ...this.directory.homeModel(words),
      desks: this.territory.desks(),
      closed: !(await this.opening.isOpen()),
      resumeHref: resumable ? `/dossier/${draftId}` : null,
    });
  }

  @Get('modes-d-accueil')
  async providers(
    @Words() words: Translator,
    @Query('mode') mode?: string,
    @Query('commune') commune?: string,
    @Query('page') number?: string,
  ): Promise<Page> {
    return page(
      'family/directory',
      await this.directory.listModel(
        words,
        { mode: String(mode ?? ''), commune: String(commune ?? '') },
        Number(number ?? '1'),
      ),
    );
  }

  @Get('modes-d-accueil/:providerId')
  async provider(@Words() words: Translator, @Param('providerId') id: string): Promise<Page> {
    return page('family/provider', await this.directory.providerModel(words, id));
  }

  @Get('comment-ca-marche')
  async rules(@Words() words: Translator): Promise<Page> {
    return page('family/rules', await this.present.page(words));
  }

  @Get('points-obtenus')
  async cutOffs(@Words() words: Translator): Promise<Page> {
    return page('family/cut-offs', await this.published.page(words));
  }

  /** Its view lists the menu of whoever is signed in below the pages for everybody. */
  @Get('plan-du-site')
  siteMap(@Words() words: Translator): Page {
    return page('family/site-map', this.directory.titled(words, 'family.siteMap.title'));
  }

  @Get('accessibilite')
  async accessibility(@Words() words: Translator): Promise<Page> {
    return page('family/accessibility', await this.statement.page(words));
  }

  @Get('mentions-legales')
  async legal(@Words() words: Translator): Promise<Page> {
    return page('family/legal', {
      ...this.directory.titled(words, 'family.legal.title'),
      kept: this.present.kept(),
      ...(await this.present.publisher()),
      desks: this.territory.desks(),
    });
  }
}
