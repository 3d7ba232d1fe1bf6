import { Module } from '@nestjs/common';
import { DossierModule } from '../dossier/index.js';
import { TerritoryModule } from '../territory/index.js';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { Projection } from './projection.js';
import { Reporting } from './reporting.js';
import { ReportController } from './web/report.controller.js';
import { ReportPresenter } from './web/report.presenter.js';

@Module({
  imports: [TerritoryModule, DossierModule],
  controllers: [ReportController],
  providers: [Reporting, Projection, ReportPresenter],
  exports: [Reporting, Projection],
})
export class ReportingModule {
  constructor(navigation: Navigation) {
    navigation.add({ permission: Permission.ReadIndicators, href: '/rapport', text: 'reporting.nav', order: 90 });
  }
}
