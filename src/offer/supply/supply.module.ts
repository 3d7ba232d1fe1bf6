import { Module, type OnModuleInit } from '@nestjs/common';
import { Navigation } from '../../foundation/platform/web/index.js';
import { ProviderBook } from './provider-book.js';
import { SUPPLY_PAGES } from './staff-pages.js';
import { FoundProviders } from './web/found-providers.js';
import { ChangesToComeController } from './web/changes-to-come.controller.js';
import { ProviderClosureController } from './web/provider-closure.controller.js';
import { ProviderClosurePresenter } from './web/provider-closure.presenter.js';
import { ProviderEditor } from './web/provider-editor.presenter.js';
import { HistoryPresenter } from './web/provider-history.presenter.js';
import { ProviderHoursController } from './web/provider-hours.controller.js';
import { ProviderListPresenter } from './web/provider-list.presenter.js';
import { ProviderSectionsController } from './web/provider-sections.controller.js';
import { ProviderTopicsController } from './web/provider-topics.controller.js';
import { ProviderPresenter } from './web/provider.presenter.js';
import { ProvidersController } from './web/providers.controller.js';
import { AccountsModule, RolePlaces } from '../../territory/accounts/index.js';
import { Opening } from '../../foundation/platform/opening/index.js';
import { Capacities } from './capacities.js';
import { ChangesToCome } from './changes-to-come.js';
import { Closings } from './closings.js';
import { InsertionGuarantees } from './insertion-guarantees.js';
import { OpeningDays } from './opening-days.js';
import { OfferLacks } from './offer-lacks.js';
import { OpeningTimes } from './opening-times.js';
import { PlaceReservations } from './place-reservations.js';
import { Promises } from './promises.js';
import { ProviderChanges } from './provider-changes.js';
import { ProviderClosure } from './provider-closure.js';
import { ProviderCreation } from './provider-creation.js';
import { ProviderRecords } from './provider-records.js';
import { Sections } from './sections.js';
import { Supply } from './supply.js';
import { TerritoryModule, TerritoryUses } from '../../territory/territory/index.js';

const SERVICES = [
  Supply,
  Capacities,
  Closings,
  InsertionGuarantees,
  OpeningDays,
  OpeningTimes,
  PlaceReservations,
  Promises,
  ProviderBook,
  ProviderChanges,
  ProviderClosure,
  ProviderCreation,
  ProviderRecords,
  Sections,
];

@Module({
  imports: [AccountsModule, TerritoryModule],
  controllers: [
    ProvidersController,
    ProviderTopicsController,
    ProviderHoursController,
    ProviderSectionsController,
    ProviderClosureController,
    ChangesToComeController,
  ],
  providers: [
    ...SERVICES,
    ChangesToCome,
    OfferLacks,
    FoundProviders,
    ProviderListPresenter,
    ProviderPresenter,
    ProviderEditor,
    ProviderClosurePresenter,
    HistoryPresenter,
  ],
  exports: SERVICES,
})
export class SupplyModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly places: RolePlaces,
    private readonly supply: Supply,
    private readonly opening: Opening,
    private readonly lacks: OfferLacks,
    private readonly uses: TerritoryUses,
  ) {}

  onModuleInit(): void {
    this.opening.asked.join('supply says what families would look for about an establishment', (from) =>
      this.lacks.list(from),
    );
    this.uses.asked.join('supply counts the providers of the communes', (_, { communeCodes }) =>
      Promise.resolve({
        providers: this.supply.openProviders().filter(({ communeCode }) => communeCodes.includes(communeCode)).length,
      }),
    );
    this.navigation.add(...SUPPLY_PAGES);
    this.places.known.join('eaje_director', 'supply names the establishments', () => this.supply.establishments());
  }
}
