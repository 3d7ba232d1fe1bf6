import { Module, type OnModuleInit } from '@nestjs/common';
import { DossierModule } from '../../dossier/dossier/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { WorkbooksModule } from '../../foundation/platform/workbooks/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { RememberedColumns } from './column-memory.js';
import { HealthInLines } from './health-in-lines.js';
import { ImportBatches } from './import-batches.js';
import { ImportCommand } from './import-command.js';
import { ImportDrafts } from './import-drafts.js';
import { ImportMending } from './import-mending.js';
import { ImportPreview } from './import-preview.js';
import { ImportRetention } from './import-retention.js';
import { ImportRuns } from './import-runs.js';
import { ImportedContacts } from './imported-contacts.js';
import { LineForgetting } from './line-forgetting.js';
import { ListImport } from './list-import.js';
import { ListReader } from './list-reader.js';
import { ListPlans } from './list-plans.js';
import { RowIntake } from './row-intake.js';
import { WAITING_LIST_PAGES } from './staff-pages.js';
import { ImportRowController } from './web/import-row.controller.js';
import { ImportsController } from './web/imports.controller.js';
import { UploadPages } from './web/upload-pages.js';
import { UploadController } from './web/upload.controller.js';

/** Waiting lists from before the desk existed: they are read, previewed, imported and corrected. */
@Module({
  imports: [TerritoryModule, SupplyModule, DossierModule, WorkbooksModule],
  controllers: [ImportsController, UploadController, ImportRowController],
  providers: [
    ImportCommand,
    ListImport,
    ListReader,
    ListPlans,
    RowIntake,
    RememberedColumns,
    HealthInLines,
    ImportBatches,
    ImportDrafts,
    ImportPreview,
    ImportRuns,
    ImportMending,
    ImportRetention,
    ImportedContacts,
    LineForgetting,
    UploadPages,
  ],
  exports: [ImportCommand, ListImport, ListReader, ImportBatches, ImportedContacts],
})
export class WaitingListsModule implements OnModuleInit {
  constructor(private readonly navigation: Navigation) {}

  onModuleInit(): void {
    this.navigation.add(...WAITING_LIST_PAGES);
  }
}
