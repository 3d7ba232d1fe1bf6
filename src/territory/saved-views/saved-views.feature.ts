import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SavedView } from './persistence/saved-view.entity.js';
import { SavedViews } from './saved-views.js';
import { SAVED_VIEW_PAGES } from './staff-pages.js';
import { SavedViewPages } from './web/saved-views.pages.js';

/** Vues: a list with its filters, under a name, for the one person who kept it. */
export const savedViews = feature('saved-views', {
  uses: [],
  tables: [SavedView],
  services: [SavedViews],
  own: [],
  pages: [SavedViewPages],
  sends: [],
  joins: [join([Navigation], (navigation) => navigation.add(...SAVED_VIEW_PAGES))],
});
