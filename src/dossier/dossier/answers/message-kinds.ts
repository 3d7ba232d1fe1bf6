import { messageKind } from '../../../foundation/platform/outbox/index.js';

/** A provider that the family wishes for closes for good. */
export const WISH_CLOSED = messageKind({
  code: 'wish-closed',
  to: 'family',
  variables: { provider: { type: 'text' }, from: { type: 'day' }, others: { type: 'choice', of: ['some', 'none'] } },
});
