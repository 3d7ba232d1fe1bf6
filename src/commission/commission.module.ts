import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { AnswerLocks } from '../dossier/index.js';
import { JobHandlers } from '../platform/queue/index.js';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { frozenCandidacyLock } from './answer-lock.js';
import { AgendaDocument } from './agenda-document.js';
import { Agendas } from './agendas.js';
import { Attendances } from './attendances.js';
import { Bodies } from './bodies.js';
import { BodySettings } from './body-settings.js';
import { BodyRules } from './body-rules.js';
import { CalendarFeeds } from './calendar-feeds.js';
import { Candidacies } from './candidacies.js';
import { CaseBook } from './case-book.js';
import { CaseFacts } from './case-facts.js';
import { CaseReasons } from './case-reasons.js';
import { CaseForgetting } from './case-forgetting.js';
import { Closing } from './closing.js';
import { CommissionSessions } from './commission-sessions.js';
import { Confirmations } from './confirmations.js';
import { ConditionalPlaces } from './conditional-places.js';
import { ClosingCases } from './closing-cases.js';
import { DecisionEffects } from './decision-effects.js';
import { PLACES_TASKS, taskType } from './domain/session-dates.js';
import { Freezing } from './freezing.js';
import { GuaranteeSettings } from './guarantee-settings.js';
import { GivingUpRules } from './giving-up.js';
import { GridSimulations } from './grid-simulations.js';
import { InsertionPlaces } from './insertion-places.js';
import { MemberCalendars } from './member-calendars.js';
import { OfferRules } from './offer-rules.js';
import { PlacesDeclarations } from './places-declarations.js';
import { Pauses } from './pauses.js';
import { Preparation } from './preparation.js';
import { Ratifications } from './ratifications.js';
import { Recusals } from './recusals.js';
import { RecurringSessions } from './recurring-sessions.js';
import { Reoffers } from './reoffers.js';
import { SessionAccounts } from './session-accounts.js';
import { SessionAudit } from './session-audit.js';
import { SessionAnswers } from './session-answers.js';
import { SessionCandidates } from './session-candidates.js';
import { SessionCalendar } from './session-calendar.js';
import { SessionClosings } from './session-closings.js';
import { SessionDecisions } from './session-decisions.js';
import { SessionFollowers } from './session-followers.js';
import { SessionJobs } from './session-jobs.js';
import { SessionRecords } from './session-records.js';
import { SessionReads } from './session-reads.js';
import { SessionRows } from './session-rows.js';
import { SessionTasks } from './session-tasks.js';
import { SittingDays } from './sitting-days.js';
import { Unmaskings } from './unmaskings.js';
import { WithdrawnCases } from './withdrawn-cases.js';
import { Standings } from './standings.js';
import { AgendaPresenter } from './web/agenda.presenter.js';
import { AmendPresenter } from './web/amend.presenter.js';
import { AttendancePresenter } from './web/attendance.presenter.js';
import { BodiesController } from './web/bodies.controller.js';
import { BodiesPresenter } from './web/bodies.presenter.js';
import { CalendarController } from './web/calendar.controller.js';
import { CalendarPresenter } from './web/calendar.presenter.js';
import { CasePresenter } from './web/case.presenter.js';
import { ClaimsPresenter } from './web/claims.presenter.js';
import { FeedsController } from './web/feeds.controller.js';
import { FeedsPresenter } from './web/feeds.presenter.js';
import { GuaranteeController } from './web/guarantee.controller.js';
import { GuaranteePresenter } from './web/guarantee.presenter.js';
import { LiveController } from './web/live.controller.js';
import { MemberCalendarsController } from './web/member-calendars.controller.js';
import { PauseController } from './web/pause.controller.js';
import { ProjectionPresenter } from './web/projection.presenter.js';
import { RecusalPresenter } from './web/recusal.presenter.js';
import { RecurrenceController } from './web/recurrence.controller.js';
import { RecurrencePresenter } from './web/recurrence.presenter.js';
import { RulesController } from './web/rules.controller.js';
import { RulesPresenter } from './web/rules.presenter.js';
import { Sentences } from './web/sentences.js';
import { SessionController } from './web/session.controller.js';
import { SessionPresenter } from './web/session.presenter.js';
import { SessionJobsController } from './web/session-jobs.controller.js';
import { SimulationController } from './web/simulation.controller.js';
import { SimulationPresenter } from './web/simulation.presenter.js';
import { SittingController } from './web/sitting.controller.js';
import { SittingPresenter } from './web/sitting.presenter.js';
import { SittingPeopleController } from './web/sitting-people.controller.js';
import { SittingParts } from './web/sitting-parts.js';
import { UnmaskingController } from './web/unmasking.controller.js';
import { WhyPresenter } from './web/why.presenter.js';
import { YearController } from './web/year.controller.js';
import { YearPresenter } from './web/year.presenter.js';
import { YearCalendar } from './year-calendar.js';

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
    Standings,
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
    CaseBook,
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
    SessionReads,
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
    SessionReads,
    Bodies,
    Candidacies,
    CaseFacts,
    CommissionSessions,
    GivingUpRules,
    OfferRules,
    PlacesDeclarations,
    Sentences,
    SessionAnswers,
    Standings,
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
