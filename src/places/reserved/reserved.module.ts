import { Module } from '@nestjs/common';
import { AccountsModule } from '../../territory/accounts/index.js';
import { PlacementModule } from '../placement/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { ReservedBook } from './reserved-book.js';
import { RESERVED_PAGES } from './staff-pages.js';
import { ReservedController } from './web/reserved.controller.js';
import { ReservedPresenter } from './web/reserved.presenter.js';
import { ReservedRightsController } from './web/reserved-rights.controller.js';

/** The pages of the places that an establishment reserves. */
@Module({
  imports: [AccountsModule, TerritoryModule, SupplyModule, PlacementModule],
  controllers: [ReservedController, ReservedRightsController],
  providers: [ReservedBook, ReservedPresenter],
})
export class ReservedModule {
  constructor(navigation: Navigation) {
    navigation.add(...RESERVED_PAGES);
  }
}
