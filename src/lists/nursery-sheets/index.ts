export { nurserySheets } from './nursery-sheets.feature.js';
