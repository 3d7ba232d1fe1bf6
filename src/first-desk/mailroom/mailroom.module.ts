import { Module } from '@nestjs/common';
import { TerritoryModule } from '../../territory/territory/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { LettersDocument } from './letters-document.js';
import { Letters } from './letters.js';
import { MailProvider } from './mail-provider.js';
import { SentMessages } from './sent-messages.js';
import { MAILROOM_PAGES } from './staff-pages.js';
import { BouncesController } from './web/bounces.controller.js';
import { DayOfLetters } from './web/day-of-letters.js';
import { LettersController } from './web/letters.controller.js';
import { LettersPresenter } from './web/letters.presenter.js';
import { SentMessagesController } from './web/sent-messages.controller.js';
import { SentMessagesPresenter } from './web/sent-messages.presenter.js';

/** Where letters are printed and posted, and where one sees what became of every message. */
@Module({
  imports: [TerritoryModule],
  controllers: [LettersController, BouncesController, SentMessagesController],
  providers: [
    DayOfLetters,
    Letters,
    LettersDocument,
    LettersPresenter,
    MailProvider,
    SentMessages,
    SentMessagesPresenter,
  ],
})
export class MailroomModule {
  constructor(navigation: Navigation) {
    navigation.add(...MAILROOM_PAGES);
  }
}
