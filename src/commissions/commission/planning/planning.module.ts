import { Module, type OnModuleInit } from '@nestjs/common';
import { CalendarModule, SchoolCalendars } from '../../../territory/calendar/index.js';
import { DossierModule } from '../../../dossier/dossier/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { PlacementModule } from '../../../places/placement/index.js';
import { MessageKinds, Outbox, OutboxModule } from '../../../foundation/platform/outbox/index.js';
import { JobHandlers } from '../../../foundation/platform/queue/index.js';
import { Navigation } from '../../../foundation/platform/web/index.js';
import { SupplyModule } from '../../../offer/supply/index.js';
import { TerritoryModule } from '../../../territory/territory/index.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { onlyOf, PLACES_TASKS, taskType } from '../domain/session-dates.js';
import { SessionModule } from '../session/session.module.js';
import { Agendas } from './agendas.js';
import { BodyIdentities } from './body-identities.js';
import { BodyMembers } from './body-members.js';
import { BodyReturns } from './body-returns.js';
import { BodySettings } from './body-settings.js';
import { CalendarFeeds } from './calendar-feeds.js';
import { Candidacies } from './candidacies.js';
import { Confirmations } from './confirmations.js';
import { Convocations } from './convocations.js';
import { MemberLetters } from './member-letters.js';
import { PLANNING_MESSAGES } from './message-kinds.js';
import { PlacesDeclarations } from './places-declarations.js';
import { RecurringSessions } from './recurring-sessions.js';
import { RequestListing } from './request-listing.js';
import { ReturnedCases } from './returned-cases.js';
import { SessionCalendar } from './session-calendar.js';
import { SessionJobs } from './session-jobs.js';
import { SessionLists } from './session-lists.js';
import { SessionRows } from './session-rows.js';
import { SessionTasks } from './session-tasks.js';
import { COMMISSION_PAGES } from './staff-pages.js';
import { DayOfSessions } from './web/day-of-sessions.js';
import { FoundSessions } from './web/found-sessions.js';
import { BodiesController } from './web/bodies.controller.js';
import { BodiesPresenter } from './web/bodies.presenter.js';
import { BodyIdentityController } from './web/body-identity.controller.js';
import { BodyMembersController } from './web/body-members.controller.js';
import { BodyReturnController } from './web/body-return.controller.js';
import { CancellationController } from './web/cancellation.controller.js';
import { CalendarController } from './web/calendar.controller.js';
import { CalendarPresenter } from './web/calendar.presenter.js';
import { FeedsController } from './web/feeds.controller.js';
import { FeedsPresenter } from './web/feeds.presenter.js';
import { RecurrenceController } from './web/recurrence.controller.js';
import { RecurrencePresenter } from './web/recurrence.presenter.js';
import { SessionJobsController } from './web/session-jobs.controller.js';
import { YearController } from './web/year.controller.js';
import { YearPresenter } from './web/year.presenter.js';
import { YearCalendar } from './year-calendar.js';

/**
 * Sessions before their list is fixed: their dates with all that follows, their candidacies, and the places declared
 * for them.
 */
@Module({
  imports: [
    OutboxModule,
    CalendarModule,
    SupplyModule,
    TerritoryModule,
    DossierModule,
    PlacementModule,
    BodiesModule,
    SessionModule,
  ],
  controllers: [
    BodiesController,
    BodyIdentityController,
    BodyMembersController,
    BodyReturnController,
    CalendarController,
    CancellationController,
    FeedsController,
    RecurrenceController,
    SessionJobsController,
    YearController,
  ],
  providers: [
    Agendas,
    BodiesPresenter,
    BodyIdentities,
    BodyMembers,
    BodyReturns,
    BodySettings,
    CalendarFeeds,
    CalendarPresenter,
    Candidacies,
    Confirmations,
    Convocations,
    FeedsPresenter,
    DayOfSessions,
    FoundSessions,
    MemberLetters,
    PlacesDeclarations,
    RecurrencePresenter,
    RecurringSessions,
    RequestListing,
    ReturnedCases,
    SessionCalendar,
    SessionJobs,
    SessionLists,
    SessionRows,
    SessionTasks,
    YearCalendar,
    YearPresenter,
  ],
  exports: [
    Candidacies,
    Confirmations,
    Convocations,
    PlacesDeclarations,
    RequestListing,
    ReturnedCases,
    SessionCalendar,
    SessionLists,
    SessionRows,
    SessionTasks,
  ],
})
export class PlanningModule implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly tasks: SessionTasks,
    private readonly convocations: Convocations,
    private readonly navigation: Navigation,
    private readonly kinds: MessageKinds,
    private readonly outbox: Outbox,
    private readonly letters: MemberLetters,
    private readonly school: SchoolCalendars,
    private readonly agendas: Agendas,
  ) {}

  onModuleInit(): void {
    this.kinds.register(...PLANNING_MESSAGES);
    this.school.looked.join('commission names its sessions within them', async (from, holidays) =>
      (await this.agendas.sittingsWithin(from, holidays)).map(({ id, bodyName, startsAt }) => ({
        body: bodyName,
        day: dayOf(startsAt),
        href: `/commissions/${id}`,
      })),
    );
    this.outbox.printed.join('session', 'commission keeps back a letter that no longer holds', (from, id, letter) =>
      this.letters.rewordLetter(from, id, letter),
    );
    for (const task of PLACES_TASKS)
      this.handlers.register({
        type: taskType(task),
        handle: (tx, payload) => this.tasks.askForPlaces(tx, payload.sessionId, task, onlyOf(payload)),
      });
    this.handlers.register({
      type: taskType('confirm'),
      handle: (tx, { sessionId }) => this.tasks.askToConfirm(tx, sessionId),
    });
    this.handlers.register({
      type: taskType('call'),
      handle: (tx, { sessionId }) => this.convocations.callWhenDue(tx, sessionId),
    });
    this.handlers.register({
      type: taskType('minutes'),
      handle: (tx, { sessionId }) => this.tasks.askToSign(tx, sessionId),
    });
    this.navigation.add(...COMMISSION_PAGES);
  }
}
