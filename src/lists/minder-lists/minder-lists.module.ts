import { Module } from '@nestjs/common';
import { ChildmindersModule } from '../../places/childminders/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { WaitingListsModule } from '../waiting-lists/index.js';
import { MinderListRetention } from './minder-list-retention.js';
import { MinderLists } from './minder-lists.js';
import { MINDER_LIST_PAGES } from './staff-pages.js';
import { MinderListsController } from './web/minder-lists.controller.js';
import { MinderListsPresenter } from './web/minder-lists.presenter.js';

/** Lists of childminders from before the desk: read, previewed, entered, taken back. */
@Module({
  imports: [TerritoryModule, SupplyModule, ChildmindersModule, WaitingListsModule],
  controllers: [MinderListsController],
  providers: [MinderLists, MinderListRetention, MinderListsPresenter],
})
export class MinderListsModule {
  constructor(navigation: Navigation) {
    navigation.add(...MINDER_LIST_PAGES);
  }
}
