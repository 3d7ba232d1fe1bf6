import { Module } from '@nestjs/common';
import { DossierModule } from '../dossier/index.js';
import { PlacementModule } from '../placement/index.js';
import { SupplyModule } from '../supply/index.js';
import { FamilyHistories } from './family-histories.js';
import { Projection } from './projection.js';
import { Reporting } from './reporting.js';

@Module({
  imports: [SupplyModule, DossierModule, PlacementModule],
  providers: [Reporting, Projection, FamilyHistories],
  exports: [Reporting, Projection],
})
export class ReportingModule {}
