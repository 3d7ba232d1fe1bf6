import { Module } from '@nestjs/common';
import { CommissionModule } from '../../commissions/commission/index.js';
import { DossierModule } from '../../dossier/dossier/index.js';
import { PlacementModule } from '../../places/placement/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { TriageModule } from '../../first-desk/triage/index.js';
import { FamilyHistories } from './family-histories.js';
import { FiguresFromHistory } from './figures-from-history.js';
import { KnownFigures } from './known-figures.js';
import { Projection } from './projection.js';
import { Reporting } from './reporting.js';

@Module({
  imports: [TerritoryModule, SupplyModule, DossierModule, PlacementModule, CommissionModule, TriageModule],
  providers: [Reporting, Projection, FamilyHistories, FiguresFromHistory, KnownFigures],
  exports: [Reporting, Projection, FiguresFromHistory, KnownFigures],
})
export class ReportingModule {}
