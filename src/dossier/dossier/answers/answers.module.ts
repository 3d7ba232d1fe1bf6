import { Module } from '@nestjs/common';
import { MessageKinds } from '../../../foundation/platform/outbox/index.js';
import { SupplyModule } from '../../../offer/supply/index.js';
import { TerritoryModule } from '../../../territory/territory/index.js';
import { LifecycleModule } from '../lifecycle/lifecycle.module.js';
import { DuplicatesModule } from '../duplicates/duplicates.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { AnswerLocks } from './answer-locks.js';
import { AnswerWriter } from './answer-writer.js';
import { Births } from './births.js';
import { ChildAdditions } from './child-additions.js';
import { ClosedWishes } from './closed-wishes.js';
import { Completions } from './completions.js';
import { CriterionQuestions } from './criterion-questions.js';
import { GapReviews } from './gap-reviews.js';
import { WISH_CLOSED } from './message-kinds.js';
import { ProposedChanges } from './proposed-changes.js';
import { RequestCreation } from './request-creation.js';
import { RequestDates } from './request-dates.js';
import { RequestWishes } from './request-wishes.js';
import { TransferRequests } from './transfer-requests.js';
import { TriageActs } from './triage-acts.js';
import { AnswerChangesPresenter } from './web/answer-changes.presenter.js';
import { AnswersPresenter } from './web/answers.presenter.js';
import { PointsPresenter } from './web/points.presenter.js';
import { QuestionPages } from './web/question-pages.js';
import { MovingPresenter } from './web/moving.presenter.js';
import { LateReturnsPresenter } from './web/late-returns.presenter.js';
import { QuestionPresenter } from './web/question.presenter.js';
import { WholeFormPresenter } from './web/whole-form.presenter.js';
import { WishesPresenter } from './web/wishes.presenter.js';

/** The answers of a family: how they are asked, written, changed, and proposed to be changed. */
@Module({
  imports: [TerritoryModule, SupplyModule, LifecycleModule, MessagesModule, DuplicatesModule],
  providers: [
    AnswerLocks,
    MovingPresenter,
    AnswerWriter,
    AnswerChangesPresenter,
    AnswersPresenter,
    Births,
    ChildAdditions,
    ClosedWishes,
    Completions,
    CriterionQuestions,
    GapReviews,
    LateReturnsPresenter,
    PointsPresenter,
    ProposedChanges,
    QuestionPages,
    QuestionPresenter,
    RequestCreation,
    RequestDates,
    RequestWishes,
    TransferRequests,
    TriageActs,
    WholeFormPresenter,
    WishesPresenter,
  ],
  exports: [
    AnswerLocks,
    MovingPresenter,
    AnswerWriter,
    AnswerChangesPresenter,
    AnswersPresenter,
    Births,
    ChildAdditions,
    Completions,
    CriterionQuestions,
    LateReturnsPresenter,
    PointsPresenter,
    ProposedChanges,
    QuestionPages,
    QuestionPresenter,
    RequestCreation,
    RequestDates,
    RequestWishes,
    TransferRequests,
    TriageActs,
    WholeFormPresenter,
    WishesPresenter,
  ],
})
export class AnswersModule {
  constructor(kinds: MessageKinds) {
    kinds.register(WISH_CLOSED);
  }
}
