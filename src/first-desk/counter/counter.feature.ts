import { DossierModule } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { AccountsModule } from '../../territory/accounts/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { CompletedFamilies } from './completed-families.js';
import { COUNTER_PAGES } from './staff-pages.js';
import { CounterPresenter } from './web/counter.presenter.js';
import { CounterPages } from './web/counter.pages.js';
import { FilingPages } from './web/filing.pages.js';
import { FilingPresenter } from './web/filing.presenter.js';
import { FoundAtCounter } from './web/found-at-counter.js';

/** Saisie au guichet: an agent enters a whole dossier with a family, on one page and a second one that files it. */
export const counter = feature('counter', {
  uses: [DossierModule, AccountsModule, SupplyModule, TerritoryModule],
  tables: [],
  services: [],
  own: [CompletedFamilies, CounterPresenter, FilingPresenter, FoundAtCounter],
  pages: [CounterPages, FilingPages],
  sends: [],
  joins: [join([Navigation], (navigation) => navigation.add(...COUNTER_PAGES))],
});
