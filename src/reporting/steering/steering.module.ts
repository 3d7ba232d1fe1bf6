import { Module } from '@nestjs/common';
import { DisclosureModule } from '../disclosure/index.js';
import { ObservatoryModule } from '../observatory/index.js';
import { ReportingModule } from '../reporting/index.js';
import { SatisfactionModule } from '../../family/satisfaction/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { WorkingTimeModule } from '../../first-desk/working-time/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { ComparedReading } from './compared-reading.js';
import { PeriodReading } from './period-reading.js';
import { ReportFiles } from './report-files.js';
import { SteeringReports } from './steering-reports.js';
import { STEERING_PAGES } from './staff-pages.js';
import { ReportDocument } from './web/report-document.js';
import { ReportParts } from './web/report-parts.js';
import { SteeringReportsController } from './web/reports.controller.js';
import { ReportsPresenter } from './web/reports.presenter.js';

/** Reports to the steering committee (comité de pilotage). */
@Module({
  imports: [
    TerritoryModule,
    ReportingModule,
    DisclosureModule,
    ObservatoryModule,
    SatisfactionModule,
    WorkingTimeModule,
  ],
  controllers: [SteeringReportsController],
  providers: [
    SteeringReports,
    PeriodReading,
    ComparedReading,
    ReportFiles,
    ReportDocument,
    ReportParts,
    ReportsPresenter,
  ],
})
export class SteeringModule {
  constructor(navigation: Navigation) {
    navigation.add(...STEERING_PAGES);
  }
}
