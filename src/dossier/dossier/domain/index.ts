/** The domain words of the dossier for the domains of downstream features. It imports no framework. */
export * from './dossier-form.js';
export type { NextAct, NextActCode } from './next-act.js';
export { REQUEST_STATES } from './request-states.js';
