import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { AnswerLocks } from '../dossier/index.js';
import { JobHandlers } from '../platform/queue/index.js';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { frozenCandidacyLock } from './freezing/answer-lock.js';
import { AgendaDocument } from './sitting/web/agenda-document.js';
import { Agendas } from './planning/agendas.js';
import { Attendances } from './sitting/attendances.js';
import { Bodies } from './bodies/bodies.js';
import { BodySettings } from './planning/body-settings.js';
import { BodyRules } from './bodies/body-rules.js';
import { CalendarFeeds } from './planning/calendar-feeds.js';
import { Candidacies } from './planning/candidacies.js';
import { SittingBoard } from './sitting/sitting-board.js';
import { CaseFacts } from './freezing/case-facts.js';
import { CaseReasons } from './sitting/case-reasons.js';
import { CaseForgetting } from './freezing/case-forgetting.js';
import { Closing } from './closing/closing.js';
import { CommissionSessions } from './commission-sessions.js';
import { Confirmations } from './planning/confirmations.js';
import { ConditionalPlaces } from './closing/conditional-places.js';
import { ClosingCases } from './closing/closing-cases.js';
import { DecisionEffects } from './closing/decision-effects.js';
import { PLACES_TASKS, taskType } from './domain/session-dates.js';
import { Freezing } from './freezing/freezing.js';
import { GuaranteeSettings } from './bodies/guarantee-settings.js';
import { GivingUpRules } from './answers/giving-up.js';
import { GridSimulations } from './answers/grid-simulations.js';
import { InsertionPlaces } from './bodies/insertion-places.js';
import { MemberCalendars } from './bodies/member-calendars.js';
import { OfferRules } from './answers/offer-rules.js';
import { PlacesDeclarations } from './planning/places-declarations.js';
import { Pauses } from './sitting/pauses.js';
import { Preparation } from './sitting/preparation.js';
import { Ratifications } from './sitting/ratifications.js';
import { Recusals } from './sitting/recusals.js';
import { RecurringSessions } from './planning/recurring-sessions.js';
import { Reoffers } from './closing/reoffers.js';
import { SessionAccounts } from './answers/session-accounts.js';
import { SessionAudit } from './answers/session-audit.js';
import { SessionAnswers } from './answers/session-answers.js';
import { SessionCandidates } from './sitting/session-candidates.js';
import { SessionCalendar } from './planning/session-calendar.js';
import { SessionClosings } from './session/session-closings.js';
import { SessionDecisions } from './sitting/session-decisions.js';
import { SessionFollowers } from './session/session-followers.js';
import { SessionJobs } from './planning/session-jobs.js';
import { SessionRecords } from './session/session-records.js';
import { SessionQueries } from './sitting/session-queries.js';
import { SessionRows } from './planning/session-rows.js';
import { SessionTasks } from './planning/session-tasks.js';
import { SittingDays } from './session/sitting-days.js';
import { Unmaskings } from './sitting/unmaskings.js';
import { WithdrawnCases } from './sitting/withdrawn-cases.js';
import { FamilyStandings } from './answers/family-standings.js';
import { AgendaPresenter } from './sitting/web/agenda.presenter.js';
import { AmendPresenter } from './sitting/web/amend.presenter.js';
import { AttendancePresenter } from './sitting/web/attendance.presenter.js';
import { BodiesController } from './planning/web/bodies.controller.js';
import { BodiesPresenter } from './planning/web/bodies.presenter.js';
import { CalendarController } from './planning/web/calendar.controller.js';
import { CalendarPresenter } from './planning/web/calendar.presenter.js';
import { CasePresenter } from './sitting/web/case.presenter.js';
import { ClaimsPresenter } from './sitting/web/claims.presenter.js';
import { FeedsController } from './planning/web/feeds.controller.js';
import { FeedsPresenter } from './planning/web/feeds.presenter.js';
import { GuaranteeController } from './bodies/web/guarantee.controller.js';
import { GuaranteePresenter } from './bodies/web/guarantee.presenter.js';
import { LiveController } from './session/web/live.controller.js';
import { MemberCalendarsController } from './bodies/web/member-calendars.controller.js';
import { PauseController } from './sitting/web/pause.controller.js';
import { ProjectionPresenter } from './sitting/web/projection.presenter.js';
import { RecusalPresenter } from './sitting/web/recusal.presenter.js';
import { RecurrenceController } from './planning/web/recurrence.controller.js';
import { RecurrencePresenter } from './planning/web/recurrence.presenter.js';
import { RulesController } from './bodies/web/rules.controller.js';
import { RulesPresenter } from './bodies/web/rules.presenter.js';
import { Sentences } from './bodies/web/sentences.js';
import { SessionController } from './sitting/web/session.controller.js';
import { SessionPresenter } from './sitting/web/session.presenter.js';
import { SessionJobsController } from './planning/web/session-jobs.controller.js';
import { SimulationController } from './answers/web/simulation.controller.js';
import { SimulationPresenter } from './answers/web/simulation.presenter.js';
import { SittingController } from './sitting/web/sitting.controller.js';
import { SittingPresenter } from './sitting/web/sitting.presenter.js';
import { SittingPeopleController } from './sitting/web/sitting-people.controller.js';
import { SittingParts } from './sitting/web/sitting-parts.js';
import { UnmaskingController } from './sitting/web/unmasking.controller.js';
import { WhyPresenter } from './sitting/web/why.presenter.js';
import { YearController } from './planning/web/year.controller.js';
import { YearPresenter } from './planning/web/year.presenter.js';
import { YearCalendar } from './planning/year-calendar.js';

@Global()
@Module({
  controllers: [
    BodiesController,
    GuaranteeController,
    MemberCalendarsController,
    RecurrenceController,
    SessionJobsController,
    CalendarController,
    FeedsController,
    LiveController,
    PauseController,
    RulesController,
    SessionController,
    SimulationController,
    SittingController,
    SittingPeopleController,
    UnmaskingController,
    YearController,
  ],
  providers: [
    Confirmations,
    FamilyStandings,
    ConditionalPlaces,
    GivingUpRules,
    OfferRules,
    BodySettings,
    MemberCalendars,
    RecurringSessions,
    BodiesPresenter,
    RecurrencePresenter,
    SessionJobs,
    Agendas,
    Bodies,
    BodyRules,
    GuaranteeSettings,
    InsertionPlaces,
    CalendarFeeds,
    Candidacies,
    SittingBoard,
    CaseFacts,
    CaseForgetting,
    Closing,
    ClosingCases,
    CommissionSessions,
    DecisionEffects,
    Freezing,
    GridSimulations,
    PlacesDeclarations,
    Preparation,
    Ratifications,
    Reoffers,
    AgendaDocument,
    Attendances,
    CaseReasons,
    Pauses,
    Recusals,
    SessionAccounts,
    SessionClosings,
    SessionFollowers,
    SittingDays,
    Unmaskings,
    WithdrawnCases,
    SessionAnswers,
    SessionAudit,
    SessionCalendar,
    SessionCandidates,
    SessionDecisions,
    SessionQueries,
    SessionRecords,
    SessionRows,
    SessionTasks,
    YearCalendar,
    AttendancePresenter,
    ProjectionPresenter,
    RecusalPresenter,
    SittingParts,
    AgendaPresenter,
    AmendPresenter,
    CalendarPresenter,
    CasePresenter,
    ClaimsPresenter,
    FeedsPresenter,
    GuaranteePresenter,
    RulesPresenter,
    Sentences,
    SessionPresenter,
    SimulationPresenter,
    SittingPresenter,
    WhyPresenter,
    YearPresenter,
  ],
  exports: [
    Confirmations,
    InsertionPlaces,
    CasePresenter,
    ClaimsPresenter,
    RulesPresenter,
    SessionAccounts,
    SessionClosings,
    SessionQueries,
    Bodies,
    Candidacies,
    CaseFacts,
    CommissionSessions,
    GivingUpRules,
    OfferRules,
    PlacesDeclarations,
    Sentences,
    SessionAnswers,
    FamilyStandings,
  ],
})
export class CommissionModule implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly sessions: CommissionSessions,
    private readonly tasks: SessionTasks,
    private readonly reoffers: Reoffers,
    private readonly navigation: Navigation,
    private readonly answerLocks: AnswerLocks,
  ) {}

  onModuleInit(): void {
    type SessionJob = { sessionId: string };
    for (const task of PLACES_TASKS)
      this.handlers.register({
        type: taskType(task),
        handle: (tx, { sessionId }: SessionJob) => this.tasks.askForPlaces(tx, sessionId, task),
      });
    this.handlers.register({
      type: taskType('confirm'),
      handle: (tx, { sessionId }: SessionJob) => this.tasks.askToConfirm(tx, sessionId),
    });
    this.handlers.register({
      type: taskType('call'),
      handle: (tx, { sessionId }: SessionJob) => this.sessions.callWhenDue(tx, sessionId),
    });
    this.handlers.register({
      type: taskType('freeze'),
      handle: (tx, { sessionId }: SessionJob) => this.sessions.freezeWhenDue(tx, sessionId),
    });
    this.handlers.register({
      type: taskType('minutes'),
      handle: (tx, { sessionId }: SessionJob) => this.tasks.askToSign(tx, sessionId),
    });
    this.handlers.register({
      type: 'placement.released',
      handle: (tx, { placementId, sessionId }: SessionJob & { placementId: string }) =>
        this.reoffers.givenUp(tx, placementId, sessionId),
    });
    this.handlers.register({
      type: 'offer.released',
      handle: (tx, { offerId }: { offerId: string }) => this.reoffers.released(tx, offerId),
    });
    this.answerLocks.register(frozenCandidacyLock);
    this.navigation.add({
      permission: Permission.ReadSession,
      href: '/commissions',
      text: 'commission.nav',
      order: 40,
    });
  }
}
