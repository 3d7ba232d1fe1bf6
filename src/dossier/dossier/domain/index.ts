/** The domain words of the dossier for the domains of downstream features. It imports no framework. */
export * from './child-questions.js';
export * from './dossier-form.js';
export type { NextAct, NextActCode } from './next-act.js';
export { answeredBy, listColumns, pointedNames, yesNoNames, type YesNoAnswers } from './questions.js';
export { REQUEST_STATES, type RequestState } from './request-states.js';
export type { Waits } from './said-days.js';
