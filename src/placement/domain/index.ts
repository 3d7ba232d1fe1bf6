/** The words of places for the domains of downstream features. It imports no framework. */
export type { PresentEntry } from './present-child.js';
export type { FitKind } from './week-fit.js';
export { needSlots } from './coverage.js';
