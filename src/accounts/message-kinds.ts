import { messageKind } from '../platform/outbox/index.js';

/** Very many sign-ins failed within one hour. */
export const SIGN_IN_FAILURES = messageKind({
  code: 'sign-in-failures',
  to: 'staff',
  variables: { count: { type: 'count' } },
});

/** Somebody read so many families that reading was stopped. */
export const READING_STOPPED = messageKind({
  code: 'reading-stopped',
  to: 'staff',
  variables: { reader: { type: 'name' }, window: { type: 'choice', of: ['hour', 'day'] } },
});

/** Two people take away the codes of the person who is written to. */
export const FACTOR_RESET = messageKind({
  code: 'factor-reset',
  to: 'staff',
  variables: { step: { type: 'choice', of: ['asked', 'done'] }, asker: { type: 'name' } },
});
