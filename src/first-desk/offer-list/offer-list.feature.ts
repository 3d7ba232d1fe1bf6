import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { PlacementModule } from '../../places/placement/index.js';
import { savedViews } from '../../territory/saved-views/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { OfferList } from './offer-list.js';
import { OFFER_LIST_PAGES } from './staff-pages.js';
import { AllOffers, DeskOffers } from './web/offer-list.pages.js';
import { OfferListPresenter } from './web/offer-list.presenter.js';

/** Propositions: every place that is offered and what was answered, as a list of the desk and one of the coordinator. */
export const offerList = feature('offer-list', {
  uses: [SupplyModule, PlacementModule, TerritoryModule, savedViews.module],
  tables: [],
  services: [],
  own: [OfferList, OfferListPresenter],
  pages: [DeskOffers, AllOffers],
  sends: [],
  joins: [join([Navigation], (navigation) => navigation.add(...OFFER_LIST_PAGES))],
});
