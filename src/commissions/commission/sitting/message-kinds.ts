import { PLACE_VARIABLES } from '../../../places/placement/index.js';
import { messageKind } from '../../../foundation/platform/outbox/index.js';

/** The commission confirmed a place given in urgency. */
export const SESSION_RATIFIED = messageKind({
  code: 'session-ratified',
  to: 'family',
  everyAdult: true,
  variables: { ...PLACE_VARIABLES, body: { type: 'text' }, day: { type: 'day' }, last: { type: 'day' } },
});
/** A place given in urgency ends, because the commission did not confirm it. */
export const SESSION_UNRATIFIED = messageKind({
  code: 'session-unratified',
  to: 'family',
  effect: 'tells_decision',
  variables: {
    ...PLACE_VARIABLES,
    body: { type: 'text' },
    day: { type: 'day' },
    lastDay: { type: 'day' },
    remedies: { type: 'law' },
  },
});
