export { OpeningPagesModule } from './opening-pages.module.js';
