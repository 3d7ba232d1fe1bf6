import { Module } from '@nestjs/common';
import { TerritoryModule } from '../../territory/index.js';
import { LifecycleModule } from '../lifecycle/lifecycle.module.js';
import { Correspondence } from './correspondence.js';
import { FamilyAccess } from './family-access.js';
import { FamilyLinks } from './family-links.js';
import { FamilyMessages } from './family-messages.js';
import { FamilyReach } from './family-reach.js';
import { FamilyCookie } from './web/family-cookie.js';

/** What is said to a family, by which way, and the links that let it in. */
@Module({
  imports: [TerritoryModule, LifecycleModule],
  providers: [Correspondence, FamilyAccess, FamilyCookie, FamilyLinks, FamilyMessages, FamilyReach],
  exports: [Correspondence, FamilyAccess, FamilyCookie, FamilyLinks, FamilyMessages, FamilyReach],
})
export class MessagesModule {}
