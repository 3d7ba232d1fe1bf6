import { Module } from '@nestjs/common';
import { ReportingModule } from '../reporting/index.js';
import { TerritoryModule } from '../territory/index.js';
import { ReportFiles } from './report-files.js';
import { SteeringReports } from './steering-reports.js';
import { ReportDocument } from './web/report-document.js';
import { ReportParts } from './web/report-parts.js';
import { SteeringReportsController } from './web/reports.controller.js';
import { ReportsPresenter } from './web/reports.presenter.js';

/** Reports to the steering committee (comité de pilotage). */
@Module({
  imports: [TerritoryModule, ReportingModule],
  controllers: [SteeringReportsController],
  providers: [SteeringReports, ReportFiles, ReportDocument, ReportParts, ReportsPresenter],
})
export class SteeringModule {}
