import { Module, type OnModuleInit } from '@nestjs/common';
import { ChildmindersModule } from '../../places/childminders/index.js';
import { CommissionModule } from '../../commissions/commission/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { PlacementModule } from '../../places/placement/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { YearlyTables } from '../../foundation/platform/yearly-tables/index.js';
import { ReportingModule } from '../reporting/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { AreaHypotheses } from './area-hypotheses.js';
import { AskingChildren } from './asking-children.js';
import { Availability } from './availability.js';
import { ChildrenCounts } from './children-counts.js';
import { CommuneFlowsReader } from './commune-flows.js';
import { DeclaredFigures } from './declared-figures.js';
import { countsEndBefore } from './domain/written-counts.js';
import { EquityFigures } from './equity-figures.js';
import { NearCommunes } from './near-communes.js';
import { Scenarios } from './scenarios.js';
import { ZONE_PAGES } from './staff-pages.js';
import { AreasController } from './web/areas.controller.js';
import { AreasPresenter } from './web/areas.presenter.js';
import { EquityController } from './web/equity.controller.js';
import { EquityPresenter } from './web/equity.presenter.js';
import { StandingReading } from './standing-reading.js';
import { PlacesController } from './web/places.controller.js';
import { ScenariosController } from './web/scenarios.controller.js';
import { ScenariosPresenter } from './web/scenarios.presenter.js';
import { ZonesController } from './web/zones.controller.js';
import { ZonesPresenter } from './web/zones.presenter.js';
import { ZoneFigures } from './zone-figures.js';

/** Where places are missing and what would change it: availability within the radius, need, tension, white zones. */
@Module({
  imports: [
    TerritoryModule,
    SupplyModule,
    DossierModule,
    PlacementModule,
    ChildmindersModule,
    CommissionModule,
    ReportingModule,
  ],
  controllers: [ZonesController, PlacesController, ScenariosController, AreasController, EquityController],
  providers: [
    AreaHypotheses,
    AreasPresenter,
    AskingChildren,
    CommuneFlowsReader,
    EquityFigures,
    EquityPresenter,
    Availability,
    ChildrenCounts,
    DeclaredFigures,
    NearCommunes,
    StandingReading,
    Scenarios,
    ScenariosPresenter,
    ZoneFigures,
    ZonesPresenter,
  ],
  exports: [Availability, DeclaredFigures, ZoneFigures],
})
export class ZonesModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly yearly: YearlyTables,
    private readonly counts: ChildrenCounts,
  ) {}

  onModuleInit(): void {
    this.yearly.asked.join('zones says how old its numbers of children are', async () => ({
      endsBefore: countsEndBefore([...(await this.counts.readLatest()).values()]),
      words: { none: 'zones.yearly.none', ended: 'zones.yearly.ended', ending: 'zones.yearly.ending' },
      href: '/zones/enfants',
    }));
    this.navigation.add(...ZONE_PAGES);
  }
}
