import { Module, type OnModuleInit } from '@nestjs/common';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { RememberedColumns } from './column-memory.js';
import { CounterDrafts } from './counter-drafts.js';
import { DeskActs } from './desk-acts.js';
import { Duplicates } from './duplicates.js';
import { Enquiries } from './enquiries.js';
import { EnquiryRetention } from './enquiry-retention.js';
import { FollowUps } from './follow-ups.js';
import { TriageForgetting } from './forgetting.js';
import { ImportBatches } from './import-batches.js';
import { ImportCommand } from './import-command.js';
import { ImportDrafts } from './import-drafts.js';
import { ImportMending } from './import-mending.js';
import { ImportPreview } from './import-preview.js';
import { ImportRetention } from './import-retention.js';
import { ImportRuns } from './import-runs.js';
import { ListImport } from './list-import.js';
import { ListPlans } from './list-plans.js';
import { Pairs } from './pairs.js';
import { RequestPoints } from './request-points.js';
import { RequestScreen } from './request-screen.js';
import { RowIntake } from './row-intake.js';
import { SessionListing } from './session-listing.js';
import { AgreementController } from './web/agreement.controller.js';
import { AnswersController } from './web/answers.controller.js';
import { ChangesController } from './web/changes.controller.js';
import { CounterController } from './web/counter.controller.js';
import { DuplicatesController } from './web/duplicates.controller.js';
import { EnquiriesController } from './web/enquiries.controller.js';
import { ImportRowController } from './web/import-row.controller.js';
import { ImportsController } from './web/imports.controller.js';
import { InboxController } from './web/inbox.controller.js';
import { PointsController } from './web/points.controller.js';
import { RequestLinksController } from './web/links.controller.js';
import { MessagesController } from './web/messages.controller.js';
import { RequestController } from './web/request.controller.js';
import { GiveUpController } from './web/give-up.controller.js';
import { RequestPages } from './web/request-pages.js';
import { UploadController } from './web/upload.controller.js';
import { UploadPages } from './web/upload-pages.js';
import { Wished } from './wished-places.js';

/** The RPE's desk: inbox, enquiries, import, duplicates, orientation. */
@Module({
  controllers: [
    InboxController, CounterController, EnquiriesController, DuplicatesController, ImportsController, UploadController, ImportRowController, RequestController, AnswersController,
    AgreementController, GiveUpController, PointsController, MessagesController, ChangesController, RequestLinksController,
  ],
  providers: [
    ImportCommand, ListImport, ListPlans, RowIntake, RememberedColumns, ImportBatches, ImportDrafts, ImportPreview, ImportRuns, ImportMending, ImportRetention, UploadPages,
    Enquiries, EnquiryRetention, CounterDrafts, Duplicates, Pairs, DeskActs, SessionListing, FollowUps, TriageForgetting, Wished, RequestScreen, RequestPoints, RequestPages,
  ],
  exports: [ImportCommand, ListImport],
})
export class TriageModule implements OnModuleInit {
  constructor(private readonly navigation: Navigation) {}

  onModuleInit(): void {
    this.navigation.add(
      { permission: Permission.TriageRequests, href: '/rpe', text: 'triage.nav.inbox', order: 10 },
      { permission: Permission.EnterDossier, href: '/rpe/saisie', text: 'triage.nav.counter', order: 11 },
      { permission: Permission.LogEnquiry, href: '/rpe/sollicitations', text: 'triage.nav.enquiries', order: 12 },
      { permission: Permission.JoinDuplicates, href: '/rpe/doublons', text: 'triage.nav.duplicates', order: 13 },
      { permission: Permission.ImportLists, href: '/rpe/imports', text: 'triage.nav.imports', order: 14 },
    );
  }
}
