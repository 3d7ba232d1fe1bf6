import { PLACE_VARIABLES } from '../../placement/index.js';
import { messageKind } from '../../platform/outbox/index.js';

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
