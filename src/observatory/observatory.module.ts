import { Module } from '@nestjs/common';
import { Permission } from '../platform/security/index.js';
import { Navigation } from '../platform/web/index.js';
import { ReportingModule } from '../reporting/index.js';
import { TerritoryModule } from '../territory/index.js';
import { PublishedWorkbook } from './exports/published-workbook.js';
import { CommunePresenter } from './web/commune.presenter.js';
import { ObservatoryController } from './web/observatory.controller.js';
import { ObservatoryPresenter } from './web/observatory.presenter.js';
import { PublishedPresenter } from './web/published.presenter.js';

/** The pages of the figures: families with and without a solution, told so that people act. */
@Module({
  imports: [TerritoryModule, ReportingModule],
  controllers: [ObservatoryController],
  providers: [ObservatoryPresenter, CommunePresenter, PublishedPresenter, PublishedWorkbook],
})
export class ObservatoryModule {
  constructor(navigation: Navigation) {
    navigation.add({ permission: Permission.ReadIndicators, href: '/rapport', text: 'observatory.nav', order: 90 });
  }
}
