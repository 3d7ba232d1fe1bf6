import { Global, Module } from '@nestjs/common';
import { AnswerLocks } from './answer-locks.js';
import { AnswerWriter } from './answer-writer.js';
import { ArrivalNotices } from './arrival-notices.js';
import { Arrivals } from './arrivals.js';
import { ChangeDecisions } from './change-decisions.js';
import { Correspondence } from './correspondence.js';
import { CriterionQuestions } from './criterion-questions.js';
import { Deposits } from './deposits.js';
import { DossierIntake } from './dossier-intake.js';
import { Dossiers } from './dossiers.js';
import { DraftLinks } from './draft-links.js';
import { Drafts } from './drafts.js';
import { DuplicateActs } from './duplicate-acts.js';
import { DuplicateJoins } from './duplicate-joins.js';
import { DuplicatePairs } from './duplicate-pairs.js';
import { DuplicateSearch } from './duplicate-search.js';
import { Erasures } from './erasures.js';
import { FamilyAccess } from './family-access.js';
import { FamilyFigures } from './family-figures.js';
import { FamilyReach } from './family-reach.js';
import { FamilyLinks } from './family-links.js';
import { FamilyMessages } from './family-messages.js';
import { Forgetting } from './forgetting.js';
import { HourlyLimits } from './hourly-limits.js';
import { Inbox } from './inbox.js';
import { IntakeForecast } from './intake-forecast.js';
import { ProposedChanges } from './proposed-changes.js';
import { Receipts } from './receipts.js';
import { RequestCreation } from './request-creation.js';
import { RequestMoves } from './request-moves.js';
import { Retention } from './retention.js';
import { TransferRequests } from './transfer-requests.js';
import { TriageActs } from './triage-acts.js';
import { DOSSIER_CONTROLLERS, DOSSIER_PRESENTERS, SHARED_PRESENTERS } from './web/dossier-web.js';

@Global()
@Module({
  controllers: DOSSIER_CONTROLLERS,
  providers: [
    ...DOSSIER_PRESENTERS,
    AnswerLocks,
    AnswerWriter,
    ArrivalNotices,
    Arrivals,
    ChangeDecisions,
    Correspondence,
    CriterionQuestions,
    Deposits,
    Receipts,
    Dossiers,
    DossierIntake,
    DraftLinks,
    Drafts,
    DuplicateActs,
    DuplicateJoins,
    DuplicatePairs,
    DuplicateSearch,
    HourlyLimits,
    Inbox,
    IntakeForecast,
    FamilyAccess,
    FamilyLinks,
    FamilyMessages,
    FamilyReach,
    Erasures,
    FamilyFigures,
    Forgetting,
    ProposedChanges,
    RequestCreation,
    RequestMoves,
    Retention,
    TransferRequests,
    TriageActs,
  ],
  exports: [
    ...SHARED_PRESENTERS,
    AnswerLocks,
    Arrivals,
    ChangeDecisions,
    Correspondence,
    CriterionQuestions,
    Receipts,
    Dossiers,
    DossierIntake,
    DraftLinks,
    Drafts,
    DuplicateActs,
    Inbox,
    IntakeForecast,
    FamilyAccess,
    FamilyLinks,
    FamilyMessages,
    FamilyReach,
    Erasures,
    Forgetting,
    ProposedChanges,
    RequestMoves,
    TransferRequests,
    TriageActs,
  ],
})
export class DossierModule {}
