import { Module, type OnModuleInit } from '@nestjs/common';
import { AdmissionModule } from '../../commissions/admission/index.js';
import { ChildmindersModule } from '../../places/childminders/index.js';
import { PlacementModule } from '../../places/placement/index.js';
import { deskQuestions } from '../../commissions/desk-questions/index.js';
import { DossierModule, FamilyExport } from '../../dossier/dossier/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { AccountsModule } from '../../territory/accounts/index.js';
import { savedViews } from '../../territory/saved-views/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { CommissionModule } from '../../commissions/commission/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { ImportedContacts, WaitingListsModule } from '../../lists/waiting-lists/index.js';
import { deskWords } from '../desk-words/index.js';
import { reminders } from '../reminders/index.js';
import { opinions } from '../opinions/index.js';
import { requestAgents } from '../request-agents/index.js';
import { BulkActs } from './bulk-acts.js';
import { BulkRows } from './bulk-rows.js';
import { BulkRuns } from './bulk-runs.js';
import { BulkSessions } from './bulk-sessions.js';
import { DeskActs } from './desk-acts.js';
import { DeskMoves } from './desk-moves.js';
import { DeskAnswers } from './desk-answers.js';
import { Duplicates } from './duplicates.js';
import { Enquiries } from './enquiries.js';
import { MonenfantImports } from './monenfant-imports.js';
import { FigureLists } from './figure-lists.js';
import { EnquiryActs } from './enquiry-acts.js';
import { EnquiryClosing } from './enquiry-closing.js';
import { EnquiryFigures } from './enquiry-figures.js';
import { NotedContacts } from './noted-contacts.js';
import { EnquiryList } from './enquiry-list.js';
import { EnquiryRetention } from './enquiry-retention.js';
import { FirstContacts } from './first-contacts.js';
import { FollowUps } from './follow-ups.js';
import { TriageForgetting } from './forgetting.js';
import { InboxFiles } from './inbox-files.js';
import { InboxMarks } from './inbox-marks.js';
import { PointEnquiries } from './point-enquiries.js';
import { Pairs } from './pairs.js';
import { RequestPoints } from './request-points.js';
import { DeskRequests } from './desk-requests.js';
import { RequestLikenesses } from './request-likenesses.js';
import { RequestScreen } from './request-screen.js';
import { DeskSessionListing } from './desk-session-listing.js';
import { TRIAGE_PAGES } from './staff-pages.js';
import { DayOfDesk } from './web/day-of-desk.js';
import { DeskLoad } from './web/desk-load.js';
import { FoundFamilies } from './web/found-families.js';
import { AgreementController } from './web/agreement.controller.js';
import { DeskAnswerPages } from './web/desk-answer-pages.js';
import { DeskWishesController } from './web/desk-wishes.controller.js';
import { DeskChildAdditionController } from './web/desk-child-addition.controller.js';
import { DeskAdultRemovalController } from './web/desk-adult-removal.controller.js';
import { AnswersInPlaceController } from './web/answers-in-place.controller.js';
import { AnswersInPlacePresenter } from './web/answers-in-place.presenter.js';
import { DeskAnswersController } from './web/desk-answers.controller.js';
import { DeskBirthController } from './web/desk-birth.controller.js';
import { DeskChangesController } from './web/desk-changes.controller.js';
import { DuplicatesController } from './web/duplicates.controller.js';
import { DayOfCallBacks } from './web/day-of-call-backs.js';
import { EnquiriesController } from './web/enquiries.controller.js';
import { EnquiryFiguresController } from './web/enquiry-figures.controller.js';
import { EnquiryFiguresPresenter } from './web/enquiry-figures.presenter.js';
import { EnquiryFilesController } from './web/enquiry-files.controller.js';
import { EnquiryListPresenter } from './web/enquiry-list.presenter.js';
import { EnquiryClosingPages } from './web/enquiry-closing.pages.js';
import { EnquiryPages } from './web/enquiry.pages.js';
import { EnquiryPresenter } from './web/enquiry.presenter.js';
import { EnquiryWords } from './web/enquiry-words.js';
import { MonenfantController } from './web/monenfant.controller.js';
import { FirstContactsController } from './web/first-contacts.controller.js';
import { BulkActsController } from './web/bulk-acts.controller.js';
import { InboxController } from './web/inbox.controller.js';
import { InboxFilesController } from './web/inbox-files.controller.js';
import { InboxFilters } from './web/inbox-filters.js';
import { PointsController } from './web/points.controller.js';
import { RequestAccessController } from './web/access.controller.js';
import { RequestLinksController } from './web/links.controller.js';
import { MessagesController } from './web/messages.controller.js';
import { RequestController } from './web/request.controller.js';
import { DeskSolutionController } from './web/desk-solution.controller.js';
import { DeskDateController } from './web/desk-date.controller.js';
import { DeskWithdrawController } from './web/desk-withdraw.controller.js';
import { SolutionLineController } from './web/solution-line.controller.js';
import { SolutionPages } from './web/solution-pages.js';
import { DeskGiveUpController } from './web/desk-give-up.controller.js';
import { RequestNeighbours } from './web/request-neighbours.js';
import { RequestPages } from './web/request-pages.js';
import { SilenceWatch } from './silence-watch.js';
import { Wished } from './wished-places.js';
import { MessageKinds } from '../../foundation/platform/outbox/index.js';
import { TRIAGE_MESSAGES } from './message-kinds.js';
import { ChoiceLists } from '../../foundation/platform/choices/index.js';
import { ENQUIRY_SUBJECTS, SUBJECT_LIST } from './domain/enquiry-words.js';

/** The RPE's desk: inbox, enquiries, duplicates, orientation. */
@Module({
  imports: [
    TerritoryModule,
    AccountsModule,
    SupplyModule,
    DossierModule,
    PlacementModule,
    ChildmindersModule,
    AdmissionModule,
    deskQuestions.module,
    savedViews.module,
    deskWords.module,
    reminders.module,
    opinions.module,
    requestAgents.module,
    CommissionModule,
    WaitingListsModule,
  ],
  controllers: [
    InboxController,
    InboxFilesController,
    BulkActsController,
    MonenfantController,
    EnquiriesController,
    EnquiryFilesController,
    EnquiryFiguresController,
    EnquiryClosingPages,
    EnquiryPages,
    DuplicatesController,
    RequestController,
    DeskAdultRemovalController,
    DeskChildAdditionController,
    DeskWishesController,
    AnswersInPlaceController,
    DeskAnswersController,
    AgreementController,
    DeskGiveUpController,
    DeskSolutionController,
    SolutionLineController,
    DeskDateController,
    DeskWithdrawController,
    PointsController,
    MessagesController,
    DeskChangesController,
    RequestAccessController,
    RequestLinksController,
    DeskBirthController,
    FirstContactsController,
  ],
  providers: [
    Enquiries,
    EnquiryActs,
    EnquiryClosing,
    PointEnquiries,
    EnquiryList,
    EnquiryWords,
    EnquiryListPresenter,
    EnquiryFiguresPresenter,
    EnquiryPresenter,
    DayOfCallBacks,
    MonenfantImports,
    EnquiryFigures,
    NotedContacts,
    FigureLists,
    EnquiryRetention,
    Duplicates,
    Pairs,
    InboxFiles,
    InboxMarks,
    DeskActs,
    AnswersInPlacePresenter,
    DeskMoves,
    BulkActs,
    BulkRows,
    BulkRuns,
    BulkSessions,
    InboxFilters,
    RequestNeighbours,
    DeskAnswerPages,
    DeskAnswers,
    DeskSessionListing,
    FollowUps,
    FirstContacts,
    SilenceWatch,
    TriageForgetting,
    Wished,
    DeskRequests,
    RequestLikenesses,
    RequestScreen,
    RequestPoints,
    FoundFamilies,
    DayOfDesk,
    DeskLoad,
    RequestPages,
    SolutionPages,
  ],
  exports: [Enquiries, EnquiryActs, EnquiryFigures, FigureLists, NotedContacts, PointEnquiries],
})
export class TriageModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly contacts: ImportedContacts,
    private readonly enquiries: Enquiries,
    private readonly kinds: MessageKinds,
    private readonly choices: ChoiceLists,
    private readonly exports: FamilyExport,
  ) {}

  onModuleInit(): void {
    this.kinds.register(...TRIAGE_MESSAGES);
    this.choices.register({
      name: SUBJECT_LIST,
      prefix: 'triage.enum.subject.',
      entries: new Map(ENQUIRY_SUBJECTS.map((code) => [code, code === 'other' ? 'kept' : 'free'])),
    });
    this.contacts.keepers.join('triage keeps it as an enquiry', {
      keepContact: (tx, contact) => this.enquiries.logImported(tx, contact),
      dropContact: (tx, id) => this.enquiries.dropImported(tx, id),
    });
    this.exports.asked.join('triage hands over “enquiries”', {
      name: 'enquiries',
      read: (requestIds) => this.enquiries.listOfAll(requestIds),
    });
    this.navigation.add(...TRIAGE_PAGES);
  }
}
