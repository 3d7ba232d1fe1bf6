/** The words of figures for the domains of downstream features. It imports no framework. */
export { FROM_LIST } from './tallies.js';
