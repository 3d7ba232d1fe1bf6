import { Module } from '@nestjs/common';
import { AccountsModule, RolePlaces } from '../accounts/index.js';
import { Capacities } from './capacities.js';
import { Closings } from './closings.js';
import { InsertionGuarantees } from './insertion-guarantees.js';
import { OpeningDays } from './opening-days.js';
import { ContactDetails } from './contact-details.js';
import { PathSettings } from './path-settings.js';
import { Supply } from './supply.js';

const SERVICES = [Supply, Capacities, Closings, InsertionGuarantees, OpeningDays, PathSettings, ContactDetails];

@Module({ imports: [AccountsModule], providers: SERVICES, exports: SERVICES })
export class SupplyModule {
  constructor(places: RolePlaces, supply: Supply) {
    places.known.join('eaje_director', 'supply names the establishments', () => supply.establishments());
  }
}
