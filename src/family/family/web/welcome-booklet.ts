import { Injectable } from '@nestjs/common';
import { LANGUAGES } from '../../../foundation/kernel/language.js';
import { Catalogue, type Translator } from '../../../foundation/platform/i18n/index.js';
import { Booklets } from '../booklets.js';
import { BookletPresenter } from './booklet.presenter.js';

/** The whole booklet (livret d'accueil) as a document. */
@Injectable()
export class WelcomeBooklet {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly booklets: Booklets,
    private readonly presenter: BookletPresenter,
  ) {}

  async print(words: Translator): Promise<Buffer> {
    return this.booklets.print(await this.presenter.booklet(words));
  }

  /** Prints it in each language, so that the first visitor who asks for it does not wait. */
  async prepare(): Promise<void> {
    for (const lang of LANGUAGES) await this.print(this.catalogue.translator(lang));
  }
}
