import { PLACE_VARIABLES } from '../../../places/placement/index.js';
import { messageKind, type Variables } from '../../../foundation/platform/outbox/index.js';

const SESSION = { body: { type: 'text' }, day: { type: 'day' } } as const satisfies Variables;
const DECIDED = { ...SESSION, reasons: { type: 'lines' } } as const satisfies Variables;
const LAW = { calculation: { type: 'law' }, remedies: { type: 'law' } } as const satisfies Variables;

export const SESSION_WAITING = messageKind({
  code: 'session-waiting',
  to: 'family',
  effect: 'tells_decision',
  variables: { ...DECIDED, ...LAW },
});
export const SESSION_REFUSED = messageKind({
  code: 'session-refused',
  to: 'family',
  effect: 'tells_decision',
  variables: { ...DECIDED, ...LAW },
});
export const SESSION_DEFERRED = messageKind({
  code: 'session-deferred',
  to: 'family',
  everyAdult: true,
  variables: { ...DECIDED, nextDay: { type: 'day' } },
});
export const SESSION_CONDITIONAL = messageKind({
  code: 'session-conditional',
  to: 'family',
  everyAdult: true,
  variables: { ...PLACE_VARIABLES, ...SESSION },
});
/** An admission that gives way to a better offer. */
export const SESSION_GAVE_WAY = messageKind({
  code: 'session-gave-way',
  to: 'family',
  everyAdult: true,
  variables: { ...PLACE_VARIABLES, ...SESSION },
});
export const SESSION_NOT_RELEASED = messageKind({
  code: 'session-not-released',
  to: 'family',
  effect: 'tells_decision',
  variables: { ...PLACE_VARIABLES, ...SESSION, remedies: { type: 'law' } },
});

export const CLOSING_MESSAGES = [
  SESSION_WAITING,
  SESSION_REFUSED,
  SESSION_DEFERRED,
  SESSION_CONDITIONAL,
  SESSION_GAVE_WAY,
  SESSION_NOT_RELEASED,
];
