import { Controller, Get, Param } from '@nestjs/common';
import type { Translator } from '../../platform/i18n/index.js';
import { Public } from '../../platform/security/index.js';
import { Download, Words } from '../../platform/web/index.js';
import { Booklets } from '../booklets.js';
import { BookletPresenter } from './booklet.presenter.js';

/** What families read on paper: the whole booklet, and the page of one provider. Both print on A5. */
@Public({ listed: true })
@Controller()
export class BookletController {
  constructor(
    private readonly booklets: Booklets,
    private readonly presenter: BookletPresenter,
  ) {}

  @Get('livret-d-accueil.pdf')
  async readBooklet(@Words() words: Translator): Promise<Download> {
    return this.download(await this.presenter.booklet(words), `livret-d-accueil-${words.lang}`);
  }

  @Get('modes-d-accueil/:providerId/fiche.pdf')
  async readProvider(@Words() words: Translator, @Param('providerId') id: string): Promise<Download> {
    return this.download(await this.presenter.providerPage(words, id), `fiche-${id}-${words.lang}`);
  }

  private async download(document: object, name: string): Promise<Download> {
    return new Download(await this.booklets.print(document), `${name}.pdf`, 'application/pdf', true);
  }
}
