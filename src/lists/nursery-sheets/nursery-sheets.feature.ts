import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { WaitingListsModule } from '../waiting-lists/index.js';
import { NurserySheets } from './nursery-sheets.js';
import { NURSERY_SHEET_PAGES } from './staff-pages.js';
import { NurserySheetPages } from './web/nursery-sheet.pages.js';
import { NurserySheetPresenter } from './web/nursery-sheet.presenter.js';

/** Nurseries of a territory that is set up, with their hours, sections and places, from one sheet. */
export const nurserySheets = feature('nursery-sheets', {
  uses: [SupplyModule, TerritoryModule, WaitingListsModule],
  tables: [],
  services: [],
  own: [NurserySheets, NurserySheetPresenter],
  pages: [NurserySheetPages],
  sends: [],
  joins: [join([Navigation], (navigation) => navigation.add(...NURSERY_SHEET_PAGES))],
});
