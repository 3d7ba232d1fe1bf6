import { Module } from '@nestjs/common';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { LettersDocument } from './letters-document.js';
import { Letters } from './letters.js';
import { MailProvider } from './mail-provider.js';
import { BouncesController } from './web/bounces.controller.js';
import { LettersController } from './web/letters.controller.js';
import { LettersPresenter } from './web/letters.presenter.js';

/** Where messages that need hands are printed and posted. */
@Module({ controllers: [LettersController, BouncesController], providers: [Letters, LettersDocument, LettersPresenter, MailProvider] })
export class MailroomModule {
  constructor(navigation: Navigation) {
    navigation.add({ permission: Permission.PostLetters, href: '/courrier', text: 'mailroom.nav', order: 14 });
  }
}
