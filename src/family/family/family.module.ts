import { Module } from '@nestjs/common';
import { AdmissionModule } from '../../commissions/admission/index.js';
import { PlacementModule } from '../../places/placement/index.js';
import { CrisisModule } from '../../commissions/crisis/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { ChildmindersModule } from '../../places/childminders/index.js';
import { CommissionModule } from '../../commissions/commission/index.js';
import { Opening } from '../../foundation/platform/opening/index.js';
import { Booklets } from './booklets.js';
import { BirthQuestions } from './birth-questions.js';
import { Erasure } from './erasure.js';
import { FamilyAnswers } from './family-answers.js';
import { EmergencyPlaces } from './emergency-places.js';
import { FamilyCalls } from './family-calls.js';
import { ReadingFamilies } from './reading-families.js';
import { FamilyExports } from './family-exports.js';
import { FamilyFiles } from './family-files.js';
import { FamilyOffers } from './family-offers.js';
import { RequestActs } from './request-acts.js';
import { AccessController } from './web/access.controller.js';
import { AgreementsController } from './web/agreements.controller.js';
import { AnswerPages } from './web/answer-pages.js';
import { AnswerPresenter } from './web/answer.presenter.js';
import { FamilyAnswersController } from './web/family-answers.controller.js';
import { FamilyChangesController } from './web/family-changes.controller.js';
import { ConfirmController } from './web/confirm.controller.js';
import { BookletController } from './web/booklet.controller.js';
import { BookletPresenter } from './web/booklet.presenter.js';
import { WelcomeBooklet } from './web/welcome-booklet.js';
import { BirthController } from './web/birth.controller.js';
import { CutOffsPresenter } from './web/cut-offs.presenter.js';
import { AccessibilityPresenter } from './web/accessibility.presenter.js';
import { DirectoryPresenter } from './web/directory.presenter.js';
import { ErasureController } from './web/erasure.controller.js';
import { FollowController } from './web/follow.controller.js';
import { FollowTimeline } from './web/follow-timeline.js';
import { FollowPresenter } from './web/follow.presenter.js';
import { FoundSolutionsPresenter } from './web/found-solutions.presenter.js';
import { FamilyGiveUpController } from './web/family-give-up.controller.js';
import { GiveUpPresenter } from './web/give-up.presenter.js';
import { Consultations } from './consultations.js';
import { ConsultationsController } from './web/consultations.controller.js';
import { LinksController } from './web/links.controller.js';
import { OfferController } from './web/offer.controller.js';
import { CallPresenter } from './web/call.presenter.js';
import { OfferPresenter } from './web/offer.presenter.js';
import { PricePresenter } from './web/price.presenter.js';
import { PublicController } from './web/public.controller.js';
import { FoundSolutionsController } from './web/found-solutions.controller.js';
import { RequestActsController } from './web/request-acts.controller.js';
import { legalLacks } from './legal-lacks.js';
import { PublicRulesPresenter } from './web/public-rules.presenter.js';
import { SendingsController } from './web/sendings.controller.js';
import { FamilySessionController } from './web/session.controller.js';
import { StandingPresenter } from './web/standing.presenter.js';
import { WishAnswersController } from './web/wish-answers.controller.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { BIRTH, REQUEST_WITHDRAWN } from './message-kinds.js';
import { ReasonChoices } from './web/reason-choices.js';

/** The parents' desk: the public pages, and what a family does with its own dossier. */
@Module({
  imports: [
    CrisisModule,
    TerritoryModule,
    SupplyModule,
    DossierModule,
    PlacementModule,
    ChildmindersModule,
    AdmissionModule,
    CommissionModule,
  ],
  controllers: [
    PublicController,
    BookletController,
    AccessController,
    FamilySessionController,
    FollowController,
    RequestActsController,
    FoundSolutionsController,
    WishAnswersController,
    AgreementsController,
    FamilyAnswersController,
    OfferController,
    FamilyGiveUpController,
    SendingsController,
    ErasureController,
    ConfirmController,
    FamilyChangesController,
    LinksController,
    ConsultationsController,
    BirthController,
  ],
  providers: [
    AnswerPages,
    AnswerPresenter,
    BirthQuestions,
    BookletPresenter,
    Booklets,
    WelcomeBooklet,
    CutOffsPresenter,
    Erasure,
    FamilyExports,
    FamilyFiles,
    Consultations,
    FamilyAnswers,
    EmergencyPlaces,
    FamilyCalls,
    ReadingFamilies,
    FamilyOffers,
    AccessibilityPresenter,
    DirectoryPresenter,
    FollowPresenter,
    FoundSolutionsPresenter,
    FollowTimeline,
    GiveUpPresenter,
    CallPresenter,
    OfferPresenter,
    PricePresenter,
    RequestActs,
    PublicRulesPresenter,
    ReasonChoices,
    StandingPresenter,
  ],
})
export class FamilyModule {
  constructor(opening: Opening, rules: PublicRulesPresenter, kinds: MessageKinds) {
    kinds.register(BIRTH, REQUEST_WITHDRAWN);
    opening.asked.join('family says what its legal page leaves open', async () => legalLacks(await rules.publisher()));
  }
}
