import { Module } from '@nestjs/common';
import { Permission } from '../../foundation/platform/security/index.js';
import { Finds, Navigation } from '../../foundation/platform/web/index.js';
import { AccountsModule } from '../../territory/accounts/index.js';
import { findPages } from './find-pages.js';
import { Search } from './search.js';
import { PlacePages } from './web/place.pages.js';
import { SearchController } from './web/search.controller.js';

/** How staff find their way: the page of each place of the menu, and one search for all that they may find. */
@Module({ imports: [AccountsModule], controllers: [PlacePages, SearchController], providers: [Search] })
export class FindingModule {
  constructor(finds: Finds, navigation: Navigation) {
    finds.add({
      code: 'pages',
      order: 20,
      permission: Permission.UseStaffPages,
      find: (asked) => Promise.resolve(findPages(navigation, asked)),
    });
  }
}
