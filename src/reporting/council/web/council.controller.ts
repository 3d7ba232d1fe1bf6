import { Controller, Get, Param } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { PdfRenderer } from '../../../foundation/platform/pdf/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { Download, page, Words, type Page } from '../../../foundation/platform/web/index.js';
import { CouncilFigures } from '../council-figures.js';
import { CouncilPresenter } from './council.presenter.js';

/** The page of a commune for its council, on a screen and as a document. */
@Controller('conseils')
@Allow(Permission.ReadCouncilPage)
export class CouncilController {
  constructor(
    private readonly figures: CouncilFigures,
    private readonly presenter: CouncilPresenter,
    private readonly pdf: PdfRenderer,
  ) {}

  @Get()
  async listCommunes(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('council/communes', this.presenter.list(words, await this.figures.listCommunes(actor)));
  }

  @Get(':code')
  async showCommune(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
  ): Promise<Page> {
    return page('council/commune', this.presenter.page(words, await this.figures.readFacts(actor, code)));
  }

  @Get(':code/page.pdf')
  async downloadPage(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('code') code: string,
  ): Promise<Download> {
    const facts = await this.figures.readFacts(actor, code);
    const bytes = await this.pdf.render('council/commune', await this.presenter.document(words, facts));
    return new Download(bytes, `commune-${facts.code}.pdf`, 'application/pdf');
  }
}
