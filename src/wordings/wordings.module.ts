import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { MessageWordings } from './message-wordings.js';
import { MessageTextsController } from './web/message-texts.controller.js';
import { MessageTextsPresenter } from './web/message-texts.presenter.js';

/** The pages on which people change what the desk says: the texts of messages. */
@Module({
  imports: [AccountsModule],
  controllers: [MessageTextsController],
  providers: [MessageWordings, MessageTextsPresenter],
})
export class WordingsModule implements OnModuleInit {
  constructor(private readonly navigation: Navigation) {}

  onModuleInit(): void {
    this.navigation.add({
      permission: Permission.ChangeSettings,
      href: '/administration/messages',
      text: 'messageText.nav',
      order: 98,
    });
  }
}
