import { Module } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { AdmissionModule } from '../admission/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { MessageKinds, OutboxModule } from '../../foundation/platform/outbox/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { DeskQuestions } from './desk-questions.js';
import { DESK_QUESTION_MESSAGES } from './message-kinds.js';
import { DeskQuestionsController } from './web/desk-questions.controller.js';
import { DirectorQuestionsController } from './web/director-questions.controller.js';
import { QuestionPresenter } from './web/question.presenter.js';

/** What directors ask the desks about requests that name their establishments. */
@Module({
  imports: [OutboxModule, AccountsModule, SupplyModule, DossierModule, AdmissionModule],
  controllers: [DirectorQuestionsController, DeskQuestionsController],
  providers: [DeskQuestions, QuestionPresenter],
  exports: [DeskQuestions],
})
export class DeskQuestionsModule {
  constructor(kinds: MessageKinds) {
    kinds.register(...DESK_QUESTION_MESSAGES);
  }
}
