import { messageKind } from '../../../foundation/platform/outbox/index.js';

/** Asks a family to show what the outcome of a session depends on. */
export const SESSION_PROOFS = messageKind({
  code: 'session-proofs',
  to: 'family',
  everyAdult: true,
  variables: { body: { type: 'text' }, day: { type: 'day' }, freeze: { type: 'day' }, proofs: { type: 'lines' } },
});
