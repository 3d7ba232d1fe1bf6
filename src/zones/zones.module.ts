import { Module } from '@nestjs/common';
import { ChildmindersModule } from '../childminders/index.js';
import { DossierModule } from '../dossier/index.js';
import { PlacementModule } from '../placement/index.js';
import { SupplyModule } from '../supply/index.js';
import { TerritoryModule } from '../territory/index.js';
import { Availability } from './availability.js';
import { NearCommunes } from './near-communes.js';

/** Where places are missing and what would change it: availability within the radius, need, tension, white zones. */
@Module({
  imports: [TerritoryModule, SupplyModule, DossierModule, PlacementModule, ChildmindersModule],
  providers: [Availability, NearCommunes],
  exports: [Availability],
})
export class ZonesModule {}
