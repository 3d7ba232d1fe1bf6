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
