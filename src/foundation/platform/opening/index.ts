export { Opening } from './opening.js';
export { OpeningModule } from './opening.module.js';
export { keyOf, type OpeningStanding } from './opening-standing.js';
