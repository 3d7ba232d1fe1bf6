import { Module } from '@nestjs/common';
import { TerritoryModule } from '../../../territory/territory/index.js';
import { LifecycleModule } from '../lifecycle/lifecycle.module.js';
import { Correspondence } from './correspondence.js';
import { FamilyAccess } from './family-access.js';
import { FamilyLinks } from './family-links.js';
import { FamilyMessages } from './family-messages.js';
import { FamilyReach } from './family-reach.js';
import { FamilyCookie } from './web/family-cookie.js';
import { MessageKinds } from '../../../foundation/platform/outbox/index.js';
import { NEW_LINK, ANOTHER_LINK } from './message-kinds.js';

/** Messages to families, the ways to reach them, and the links that let them in. */
@Module({
  imports: [TerritoryModule, LifecycleModule],
  providers: [Correspondence, FamilyAccess, FamilyCookie, FamilyLinks, FamilyMessages, FamilyReach],
  exports: [Correspondence, FamilyAccess, FamilyCookie, FamilyLinks, FamilyMessages, FamilyReach],
})
export class MessagesModule {
  constructor(kinds: MessageKinds) {
    kinds.register(NEW_LINK, ANOTHER_LINK);
  }
}
