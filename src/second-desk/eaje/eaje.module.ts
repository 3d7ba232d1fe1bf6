import { Module, type OnModuleInit } from '@nestjs/common';
import { PlacementModule } from '../../places/placement/index.js';
import { WaitingListsModule } from '../../lists/waiting-lists/index.js';
import { CrisisModule } from '../../commissions/crisis/index.js';
import { adaptation } from '../../commissions/adaptation/index.js';
import { deskQuestions } from '../../commissions/desk-questions/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { savedViews } from '../../territory/saved-views/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { CommissionModule } from '../../commissions/commission/index.js';
import { AccountsModule } from '../../territory/accounts/index.js';
import { Opening } from '../../foundation/platform/opening/index.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { shorterWeeks } from '../../commissions/shorter-weeks/index.js';
import { Admissions } from './admission.js';
import { AdmissionRevocations } from './admission-revocations.js';
import { Children } from './children.js';
import { FirstCallsToMake } from './first-calls-to-make.js';
import { EmptyMonthsReader } from './empty-months.js';
import { DaysOff } from './days-off.js';
import { HandOvers } from './hand-overs.js';
import { NURSERY_PAGES } from './staff-pages.js';
import { DayOfNursery } from './web/day-of-nursery.js';
import { FoundChildren } from './web/found-children.js';
import { EajeFirstCallsController } from './web/first-calls.controller.js';
import { FirstCallsPresenter } from './web/first-calls.presenter.js';
import { EajeHandOverController } from './web/hand-over.controller.js';
import { HandOverPresenter } from './web/hand-over.presenter.js';
import { CommissionDoor } from './commission-door.js';
import { Declarations } from './declarations.js';
import { NamedRequests } from './named-requests.js';
import { NobodyPresent } from './nobody-present.js';
import { ADMISSION_WITHDRAWN } from './message-kinds.js';
import { OwnEstablishments } from './own-establishments.js';
import { PresentListRetention } from './present-list-retention.js';
import { PresentLists } from './present-lists.js';
import { Preparations } from './preparations.js';
import { DraftAdoption } from './draft-adoption.js';
import { DraftFamilies } from './draft-families.js';
import { YearDrafts } from './year-drafts.js';
import { YearFactsReader } from './year-facts.js';
import { YearsAhead } from './year-ahead.js';
import { StaffPlans } from './staff-plans.js';
import { StaffingReader } from './staffing.js';
import { EajeStaffController } from './web/staff.controller.js';
import { StaffPresenter } from './web/staff.presenter.js';
import { StaffingPresenter } from './web/staffing.presenter.js';
import { EajeDraftsController } from './web/drafts.controller.js';
import { EajeDraftMovesController } from './web/draft-moves.controller.js';
import { DraftPresenter } from './web/draft.presenter.js';
import { DraftsComparedPresenter } from './web/drafts-compared.presenter.js';
import { MovePresenter } from './web/move.presenter.js';
import { YearPictures } from './web/year-pictures.js';
import { Overviews } from './overview.js';
import { PlacesChanges } from './places-changes.js';
import { EajeSessionListing } from './eaje-session-listing.js';
import { EajeAdmissionController } from './web/admission.controller.js';
import { EajeAdmissionRevocationController } from './web/admission-revocation.controller.js';
import { AdmissionPresenter } from './web/admission.presenter.js';
import { ChildActPages } from './web/child-act-pages.js';
import { EajeChildChangesController } from './web/child-changes.controller.js';
import { EajeChildEndsController } from './web/child-ends.controller.js';
import { ChildrenFiles } from './children-files.js';
import { ChildrenFilePresenter } from './web/children-file.presenter.js';
import { ChildrenFilesController } from './web/children-files.controller.js';
import { EajeChildrenController } from './web/children.controller.js';
import { ChildrenListPresenter } from './web/children-list.presenter.js';
import { ChildrenPresenter } from './web/children.presenter.js';
import { EajeDeclarationController } from './web/declaration.controller.js';
import { DeclarationPresenter } from './web/declaration.presenter.js';
import { EajeWords } from './web/eaje-words.js';
import { EajeHomeController } from './web/home.controller.js';
import { EajePresentListsController } from './web/present-lists.controller.js';
import { EajePresentController } from './web/present.controller.js';
import { PresentPresenter } from './web/present.presenter.js';
import { OverviewPresenter } from './web/overview.presenter.js';
import { EajePlacesController } from './web/places.controller.js';
import { PlacesPresenter } from './web/places.presenter.js';
import { EajePreparationController } from './web/preparation.controller.js';
import { EajeShorterWeekController } from './web/shorter-week.controller.js';
import { EajeShorterWeekPresenter } from './web/shorter-week.presenter.js';
import { PreparationPresenter } from './web/preparation.presenter.js';
import { NamedRequestsPresenter } from './web/named-requests.presenter.js';
import { RequestPresenter } from './web/request.presenter.js';
import { NamedRequestsFilesController } from './web/named-requests-files.controller.js';
import { EajeRequestsController } from './web/requests.controller.js';
import { EajeWeekController } from './web/week.controller.js';
import { EajeMovementsController } from './web/movements.controller.js';
import { MovementsPresenter } from './web/movements.presenter.js';
import { EajeEmptyMonthsController } from './web/empty-months.controller.js';
import { EmptyMonthsPresenter } from './web/empty-months.presenter.js';
import { ClosureLines } from './web/closure-lines.js';
import { EajeChildParentsController } from './web/child-parents.controller.js';
import { EajeYearController } from './web/year.controller.js';
import { YearPresenter } from './web/year.presenter.js';
import { WeekPresenter } from './web/week.presenter.js';

/** The director's desk. */
@Module({
  imports: [
    AccountsModule,
    savedViews.module,
    TerritoryModule,
    SupplyModule,
    DossierModule,
    PlacementModule,
    adaptation.module,
    deskQuestions.module,
    CrisisModule,
    CommissionModule,
    WaitingListsModule,
    shorterWeeks.module,
  ],
  controllers: [
    EajeRequestsController,
    NamedRequestsFilesController,
    EajeAdmissionController,
    EajeAdmissionRevocationController,
    EajeWeekController,
    EajeEmptyMonthsController,
    EajeMovementsController,
    EajeYearController,
    EajeDraftsController,
    EajeDraftMovesController,
    EajePlacesController,
    EajeStaffController,
    ChildrenFilesController,
    EajeChildrenController,
    EajeChildChangesController,
    EajeChildEndsController,
    EajeChildParentsController,
    EajePresentController,
    EajePresentListsController,
    EajeDeclarationController,
    EajePreparationController,
    EajeShorterWeekController,
    EajeHandOverController,
    EajeFirstCallsController,
    EajeHomeController,
  ],
  providers: [
    OwnEstablishments,
    NamedRequests,
    NobodyPresent,
    CommissionDoor,
    EajeSessionListing,
    Overviews,
    PlacesChanges,
    Children,
    HandOvers,
    FirstCallsToMake,
    FirstCallsPresenter,
    HandOverPresenter,
    PresentLists,
    PresentListRetention,
    PresentPresenter,
    Declarations,
    Preparations,
    PreparationPresenter,
    EajeShorterWeekPresenter,
    Admissions,
    AdmissionRevocations,
    EajeWords,
    OverviewPresenter,
    WeekPresenter,
    YearPresenter,
    YearPictures,
    DaysOff,
    ClosureLines,
    YearsAhead,
    YearFactsReader,
    EmptyMonthsReader,
    EmptyMonthsPresenter,
    MovementsPresenter,
    StaffPlans,
    StaffingReader,
    StaffPresenter,
    StaffingPresenter,
    DraftFamilies,
    YearDrafts,
    DraftAdoption,
    MovePresenter,
    DraftPresenter,
    DraftsComparedPresenter,
    PlacesPresenter,
    ChildrenPresenter,
    ChildrenListPresenter,
    ChildrenFilePresenter,
    ChildrenFiles,
    ChildActPages,
    DeclarationPresenter,
    DayOfNursery,
    FoundChildren,
    RequestPresenter,
    NamedRequestsPresenter,
    AdmissionPresenter,
  ],
})
export class EajeModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly opening: Opening,
    private readonly nobody: NobodyPresent,
    private readonly kinds: MessageKinds,
  ) {}

  onModuleInit(): void {
    this.opening.asked.join('eaje says which establishments have not named the children who are there', (from) =>
      this.nobody.listLacks(from),
    );
    this.navigation.add(...NURSERY_PAGES);
    this.kinds.register(ADMISSION_WITHDRAWN);
  }
}
