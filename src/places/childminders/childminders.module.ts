import { Module } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { PlacementModule } from '../placement/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { savedViews } from '../../territory/saved-views/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { Availabilities } from './availabilities.js';
import { AvailabilityQuestions } from './availability-questions.js';
import { ChildminderBook } from './childminder-book.js';
import { ChildminderLinks } from './childminder-links.js';
import { ChildminderMessages } from './childminder-messages.js';
import { ChildminderRetention } from './childminder-retention.js';
import { ChildminderRecords } from './childminder-records.js';
import { IntroductionCandidates } from './introduction-candidates.js';
import { IntroductionNotices } from './introduction-notices.js';
import { Introductions } from './introductions.js';
import { OwnPage } from './own-page.js';
import { CHILDMINDER_PAGES } from './staff-pages.js';
import { FoundChildminders } from './web/found-childminders.js';
import { ChildminderListController } from './web/childminder-list.controller.js';
import { ChildminderListPresenter } from './web/childminder-list.presenter.js';
import { ChildminderPresenter } from './web/childminder.presenter.js';
import { ChildmindersController } from './web/childminders.controller.js';
import { DeskIntroductionsController } from './web/desk-introductions.controller.js';
import { FamilyIntroductionsController } from './web/family-introductions.controller.js';
import { IntroductionPresenter } from './web/introduction.presenter.js';
import { OwnIntroductionsController } from './web/own-introductions.controller.js';
import { RetirementsController } from './web/retirements.controller.js';
import { OwnPageController } from './web/own-page.controller.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { CHILDMINDERS_MESSAGES } from './message-kinds.js';

/** Childminders: what a desk records of each, and the places that each says she has free. */
@Module({
  imports: [TerritoryModule, AccountsModule, SupplyModule, DossierModule, PlacementModule, savedViews.module],
  controllers: [
    ChildminderListController,
    ChildmindersController,
    RetirementsController,
    OwnPageController,
    OwnIntroductionsController,
    DeskIntroductionsController,
    FamilyIntroductionsController,
  ],
  providers: [
    ChildminderBook,
    ChildminderRecords,
    Availabilities,
    ChildminderLinks,
    ChildminderMessages,
    AvailabilityQuestions,
    ChildminderRetention,
    IntroductionNotices,
    Introductions,
    IntroductionCandidates,
    OwnPage,
    ChildminderPresenter,
    ChildminderListPresenter,
    FoundChildminders,
    IntroductionPresenter,
  ],
  exports: [ChildminderBook, ChildminderRecords, Introductions, IntroductionCandidates],
})
export class ChildmindersModule {
  constructor(navigation: Navigation, kinds: MessageKinds) {
    kinds.register(...CHILDMINDERS_MESSAGES);
    navigation.add(...CHILDMINDER_PAGES);
  }
}
