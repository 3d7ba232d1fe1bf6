import { Module } from '@nestjs/common';
import { Opening } from '../../../foundation/platform/opening/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { SupplyModule } from '../../../offer/supply/index.js';
import { TerritoryModule } from '../../../territory/territory/index.js';
import { LifecycleModule } from '../lifecycle/lifecycle.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { DuplicatesModule } from '../duplicates/duplicates.module.js';
import { AnswersModule } from '../answers/answers.module.js';
import { JoiningModule } from '../joining/joining.module.js';
import { silenceLacks } from '../domain/silence-lacks.js';
import { ArrivalNotices } from './arrival-notices.js';
import { Arrivals } from './arrivals.js';
import { ChangeDecisions } from './change-decisions.js';
import { Deposits } from './deposits.js';
import { DossierIntake } from './dossier-intake.js';
import { DraftLinks } from './draft-links.js';
import { Drafts } from './drafts.js';
import { Foresight } from './foresight.js';
import { HourlyLimits } from './hourly-limits.js';
import { KnownFamilies } from './known-families.js';
import { IntakeForecast } from './intake-forecast.js';
import { AnswerDelays } from './answer-delays.js';
import { Receipts } from './receipts.js';
import { SilenceDates } from './silence-dates.js';
import { ChangesPresenter } from './web/changes.presenter.js';
import { CheckPresenter } from './web/check.presenter.js';
import { DraftPages } from './web/draft-pages.js';
import { DraftPartsController } from './web/draft-parts.controller.js';
import { QuestionsController } from './web/questions.controller.js';
import { ReceiptPresenter } from './web/receipt.presenter.js';
import { ResumeLinks } from './web/resume-links.js';
import { SendController } from './web/send.controller.js';
import { StartController } from './web/start.controller.js';
import { WishesController } from './web/wishes.controller.js';
import { MessageKinds } from '../../../foundation/platform/outbox/index.js';
import { RECEIPT, ARRIVAL, RESUME_LINK } from './message-kinds.js';

/** A dossier on its way in: the draft, its pages, what is sent, and what arrives again. */
@Module({
  imports: [
    TerritoryModule,
    SupplyModule,
    LifecycleModule,
    MessagesModule,
    DuplicatesModule,
    AnswersModule,
    JoiningModule,
  ],
  controllers: [DraftPartsController, QuestionsController, SendController, StartController, WishesController],
  providers: [
    ArrivalNotices,
    Arrivals,
    ChangeDecisions,
    ChangesPresenter,
    CheckPresenter,
    Deposits,
    DossierIntake,
    KnownFamilies,
    DraftLinks,
    DraftPages,
    Drafts,
    Foresight,
    HourlyLimits,
    IntakeForecast,
    ReceiptPresenter,
    AnswerDelays,
    Receipts,
    ResumeLinks,
    SilenceDates,
  ],
  exports: [
    Arrivals,
    ChangeDecisions,
    ChangesPresenter,
    CheckPresenter,
    Deposits,
    DossierIntake,
    DraftPages,
    Drafts,
    Foresight,
    IntakeForecast,
    ReceiptPresenter,
    AnswerDelays,
    Receipts,
    SilenceDates,
  ],
})
export class IntakeModule {
  constructor(opening: Opening, settings: Settings, kinds: MessageKinds) {
    kinds.register(RECEIPT, ARRIVAL, RESUME_LINK);
    opening.asked.join('dossier says whether its rule of silence may be read', async () =>
      silenceLacks({ validated: await settings.get('silenceValidated'), courtTown: await settings.get('courtTown') }),
    );
  }
}
