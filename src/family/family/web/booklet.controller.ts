import { Controller, Get, Param } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Public } from '../../../foundation/platform/security/index.js';
import { Download, Words } from '../../../foundation/platform/web/index.js';
import { Booklets } from '../booklets.js';
import { BookletPresenter } from './booklet.presenter.js';
import { WelcomeBooklet } from './welcome-booklet.js';

const asFile = (pdf: Buffer, name: string): Download => new Download(pdf, `${name}.pdf`, 'application/pdf', true);

/** What families read on paper: the whole booklet, and the page of one provider. Both print on A5. */
@Public({ listed: true })
@Controller()
export class BookletController {
  constructor(
    private readonly booklets: Booklets,
    private readonly welcome: WelcomeBooklet,
    private readonly presenter: BookletPresenter,
  ) {}

  @Get('livret-d-accueil.pdf')
  async readBooklet(@Words() words: Translator): Promise<Download> {
    return asFile(await this.welcome.print(words), `livret-d-accueil-${words.lang}`);
  }

  @Get('modes-d-accueil/:providerId/fiche.pdf')
  async readProvider(@Words() words: Translator, @Param('providerId') id: string): Promise<Download> {
    const document = await this.presenter.providerPage(words, id);
    return asFile(await this.booklets.print(document), `fiche-${id}-${words.lang}`);
  }
}
