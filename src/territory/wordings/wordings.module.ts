import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { ChoiceWordings } from './choice-wordings.js';
import { TEXT_ASKED } from './message-kinds.js';
import { MessageTextProposals } from './message-text-proposals.js';
import { MessageWordings } from './message-wordings.js';
import { WORDING_PAGES } from './staff-pages.js';
import { ChoicesController } from './web/choices.controller.js';
import { ChoicesPresenter } from './web/choices.presenter.js';
import { DayOfTexts } from './web/day-of-texts.js';
import { MessageTextsController } from './web/message-texts.controller.js';
import { MessageTextsPresenter } from './web/message-texts.presenter.js';

/** The pages on which people change what the desk says: the texts of messages, the lists from which people choose. */
@Module({
  imports: [AccountsModule],
  controllers: [MessageTextsController, ChoicesController],
  providers: [
    MessageWordings,
    MessageTextProposals,
    MessageTextsPresenter,
    ChoiceWordings,
    ChoicesPresenter,
    DayOfTexts,
  ],
})
export class WordingsModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly kinds: MessageKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(TEXT_ASKED);
    this.navigation.add(...WORDING_PAGES);
  }
}
