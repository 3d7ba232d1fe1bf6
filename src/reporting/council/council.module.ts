import { Module } from '@nestjs/common';
import { CommissionModule } from '../../commissions/commission/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { ReportingModule } from '../reporting/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { ZonesModule } from '../zones/index.js';
import { CouncilFigures } from './council-figures.js';
import { COUNCIL_PAGES } from './staff-pages.js';
import { FoundCommunes } from './web/found-communes.js';
import { CouncilController } from './web/council.controller.js';
import { CouncilPresenter } from './web/council.presenter.js';

/** One page per commune for its council. */
@Module({
  imports: [TerritoryModule, CommissionModule, ReportingModule, ZonesModule],
  controllers: [CouncilController],
  providers: [CouncilFigures, CouncilPresenter, FoundCommunes],
})
export class CouncilModule {
  constructor(navigation: Navigation) {
    navigation.add(...COUNCIL_PAGES);
  }
}
