import { Module } from '@nestjs/common';
import { DisclosureModule } from '../disclosure/index.js';
import { ReportingModule } from '../reporting/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { Publications } from './publications.js';
import { PUBLICATION_PAGES } from './staff-pages.js';
import { OpenDataController } from './web/open-data.controller.js';
import { PublicationWords } from './web/publication-words.js';
import { PublicationsController } from './web/publications.controller.js';
import { PublicationsPresenter } from './web/publications.presenter.js';

/** Open data of each quarter, without any count that could tell a family. */
@Module({
  imports: [TerritoryModule, SupplyModule, ReportingModule, DisclosureModule],
  controllers: [PublicationsController, OpenDataController],
  providers: [Publications, PublicationWords, PublicationsPresenter],
})
export class PublicationsModule {
  constructor(navigation: Navigation) {
    navigation.add(...PUBLICATION_PAGES);
  }
}
