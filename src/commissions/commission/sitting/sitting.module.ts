import { Module, type OnModuleInit } from '@nestjs/common';
import { AdmissionModule } from '../../admission/index.js';
import { DossierModule } from '../../../dossier/dossier/index.js';
import { PlacementModule } from '../../../places/placement/index.js';
import { SupplyModule } from '../../../offer/supply/index.js';
import { TerritoryModule } from '../../../territory/territory/index.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { FreezingModule } from '../freezing/freezing.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { SessionModule } from '../session/session.module.js';
import { Attendances } from './attendances.js';
import { CaseLines } from './case-lines.js';
import { CasesElsewhere } from './cases-elsewhere.js';
import { CaseReasonFacts } from './case-reason-facts.js';
import { DecisionActs } from './decision-acts.js';
import { Debates } from './debates.js';
import { EmergencyCases } from './emergency-cases.js';
import { Opening } from './opening.js';
import { EntryDays } from './entry-days.js';
import { FreePlaces } from './free-places.js';
import { OwnSeats } from './own-seats.js';
import { Pauses } from './pauses.js';
import { Preparation } from './preparation.js';
import { ProofThreads } from './proof-threads.js';
import { Ratifications } from './ratifications.js';
import { Recusals } from './recusals.js';
import { Rehearsals } from './rehearsals.js';
import { GivenDays } from './given-days.js';
import { SessionCandidates } from './session-candidates.js';
import { SessionDecisions } from './session-decisions.js';
import { SessionInputs } from './session-inputs.js';
import { SessionInstances } from './session-instances.js';
import { SessionQueries } from './session-queries.js';
import { SessionSteps } from './session-steps.js';
import { SittingBoard } from './sitting-board.js';
import { UnitPlays } from './unit-plays.js';
import { UnitThreads } from './unit-threads.js';
import { Unmaskings } from './unmaskings.js';
import { AgendaDocument } from './web/agenda-document.js';
import { AgendaPresenter } from './web/agenda.presenter.js';
import { AgendaSheetPresenter } from './web/agenda-sheet.presenter.js';
import { AmendPresenter } from './web/amend.presenter.js';
import { SectionChoices } from './web/section-choices.js';
import { AttendancePresenter } from './web/attendance.presenter.js';
import { MeanwhilePresenter } from './web/meanwhile.presenter.js';
import { CasePlacesPresenter } from './web/case-places.presenter.js';
import { DebateController } from './web/debate.controller.js';
import { DebatePresenter } from './web/debate.presenter.js';
import { CasePresenter } from './web/case.presenter.js';
import { ToldReasons } from './told-reasons.js';
import { ClaimsPresenter } from './web/claims.presenter.js';
import { ToldWords } from './web/told-words.js';
import { PauseController } from './web/pause.controller.js';
import { ProjectionPresenter } from './web/projection.presenter.js';
import { RecusalPresenter } from './web/recusal.presenter.js';
import { ScreenButtons } from './web/screen-buttons.js';
import { SessionController } from './web/session.controller.js';
import { SessionPresenter } from './web/session.presenter.js';
import { SittingParts } from './web/sitting-parts.js';
import { SittingPeopleController } from './web/sitting-people.controller.js';
import { RatificationController } from './web/ratification.controller.js';
import { SittingController } from './web/sitting.controller.js';
import { SittingPresenter } from './web/sitting.presenter.js';
import { UndoController } from './web/undo.controller.js';
import { UndoPresenter } from './web/undo.presenter.js';
import { UnmaskingController } from './web/unmasking.controller.js';
import { WhyPresenter } from './web/why.presenter.js';
import { WithdrawnCases } from './withdrawn-cases.js';
import { MessageKinds } from '../../../foundation/platform/outbox/index.js';
import { JobHandlers } from '../../../foundation/platform/queue/index.js';
import { taskType } from '../domain/session-dates.js';
import { SESSION_RATIFIED, SESSION_UNRATIFIED } from './message-kinds.js';

/** A session that sits: what is proposed, who is there, and what is decided. */
@Module({
  imports: [
    TerritoryModule,
    SupplyModule,
    DossierModule,
    PlacementModule,
    AdmissionModule,
    BodiesModule,
    SessionModule,
    PlanningModule,
    FreezingModule,
  ],
  controllers: [
    DebateController,
    PauseController,
    SessionController,
    UndoController,
    RatificationController,
    SittingController,
    SittingPeopleController,
    UnmaskingController,
  ],
  providers: [
    FreePlaces,
    AgendaDocument,
    AgendaPresenter,
    AgendaSheetPresenter,
    AmendPresenter,
    SectionChoices,
    AttendancePresenter,
    Attendances,
    CaseLines,
    CasesElsewhere,
    CasePlacesPresenter,
    MeanwhilePresenter,
    CasePresenter,
    CaseReasonFacts,
    DebatePresenter,
    ClaimsPresenter,
    ToldWords,
    { provide: ToldReasons, useExisting: ToldWords },
    DecisionActs,
    DebatePresenter,
    Debates,
    EmergencyCases,
    EntryDays,
    Opening,
    OwnSeats,
    Pauses,
    Preparation,
    ProjectionPresenter,
    ProofThreads,
    Ratifications,
    RecusalPresenter,
    Recusals,
    Rehearsals,
    ScreenButtons,
    GivenDays,
    SessionCandidates,
    SessionDecisions,
    SessionInputs,
    SessionInstances,
    SessionPresenter,
    SessionQueries,
    SessionSteps,
    SittingBoard,
    SittingParts,
    SittingPresenter,
    UndoPresenter,
    UnitPlays,
    UnitThreads,
    Unmaskings,
    WhyPresenter,
    WithdrawnCases,
  ],
  exports: [
    EntryDays,
    GivenDays,
    DebatePresenter,
    Debates,
    Attendances,
    CasePresenter,
    CaseReasonFacts,
    ClaimsPresenter,
    ToldReasons,
    ToldWords,
    OwnSeats,
    Ratifications,
    Recusals,
    ScreenButtons,
    SessionInputs,
    SessionQueries,
    SittingBoard,
    SittingPresenter,
    UnitPlays,
    WithdrawnCases,
  ],
})
export class SittingModule implements OnModuleInit {
  constructor(
    private readonly kinds: MessageKinds,
    private readonly handlers: JobHandlers,
    private readonly rehearsals: Rehearsals,
  ) {}

  onModuleInit(): void {
    this.kinds.register(SESSION_RATIFIED, SESSION_UNRATIFIED);
    this.handlers.register({
      type: taskType('proofs'),
      handle: (tx, { sessionId }) => this.rehearsals.askWhenDue(tx, sessionId),
    });
  }
}
