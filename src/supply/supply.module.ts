import { Module } from '@nestjs/common';
import { AccountsModule, RolePlaces } from '../accounts/index.js';
import { Capacities } from './capacities.js';
import { Closings } from './closings.js';
import { InsertionGuarantees } from './insertion-guarantees.js';
import { OpeningDays } from './opening-days.js';
import { OpeningTimes } from './opening-times.js';
import { Promises } from './promises.js';
import { ProviderChanges } from './provider-changes.js';
import { ProviderClosure } from './provider-closure.js';
import { ProviderCreation } from './provider-creation.js';
import { ProviderRecords } from './provider-records.js';
import { Sections } from './sections.js';
import { Supply } from './supply.js';
import { TerritoryModule } from '../territory/index.js';

const SERVICES = [
  Supply,
  Capacities,
  Closings,
  InsertionGuarantees,
  OpeningDays,
  OpeningTimes,
  Promises,
  ProviderChanges,
  ProviderClosure,
  ProviderCreation,
  Sections,
];

@Module({
  imports: [AccountsModule, TerritoryModule],
  providers: [...SERVICES, ProviderRecords],
  exports: SERVICES,
})
export class SupplyModule {
  constructor(places: RolePlaces, supply: Supply) {
    places.known.join('eaje_director', 'supply names the establishments', () => supply.establishments());
  }
}
