/** The pure door: words of the dossier that the domains downstream build on, with no framework behind them. */
export * from './dossier-form.js';
export type { NextAct, NextActCode } from './next-act.js';
