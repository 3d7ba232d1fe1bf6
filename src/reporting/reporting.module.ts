import { Module } from '@nestjs/common';
import { CommissionModule } from '../commission/index.js';
import { DossierModule } from '../dossier/index.js';
import { PlacementModule } from '../placement/index.js';
import { SupplyModule } from '../supply/index.js';
import { TerritoryModule } from '../territory/index.js';
import { TriageModule } from '../triage/index.js';
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
