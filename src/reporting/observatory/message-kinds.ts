import { ALARMS } from './domain/watches.js';
import { messageKind } from '../../foundation/platform/outbox/index.js';

/** The page of a month that is over: a link, and figures that are not small. */
export const FIGURES_MONTH = messageKind({
  code: 'figures-month',
  to: 'staff',
  variables: { month: { type: 'text' }, families: { type: 'text' } },
});
/** A figure has crossed what somebody set. */
export const FIGURES_ALARM = messageKind({
  code: 'figures-alarm',
  to: 'staff',
  variables: { what: { type: 'choice', of: ALARMS }, threshold: { type: 'count' } },
});

export const OBSERVATORY_MESSAGES = [FIGURES_MONTH, FIGURES_ALARM];
