export { savedViews } from './saved-views.feature.js';
export { SavedViews } from './saved-views.js';
