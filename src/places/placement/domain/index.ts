/** The words of places for the domains of downstream features. It imports no framework. */
export type { FreeSeats } from './free-seats.js';
export type { ParentContact, PresentEntry } from './present-child.js';
export type { FitKind } from './week-fit.js';
export { needSlots } from './coverage.js';
