import { Module } from '@nestjs/common';
import { AccountsModule } from '../../../territory/accounts/index.js';
import { LifecycleModule } from '../lifecycle/lifecycle.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { Erasures } from './erasures.js';
import { FamilyExport } from './family-export.js';
import { Forgetting } from './forgetting.js';
import { Retention } from './retention.js';

/** What is forgotten, when, and what a family may ask to be erased. */
@Module({
  imports: [AccountsModule, LifecycleModule, MessagesModule],
  providers: [Erasures, FamilyExport, Forgetting, Retention],
  exports: [Erasures, FamilyExport, Forgetting],
})
export class PrivacyModule {}
