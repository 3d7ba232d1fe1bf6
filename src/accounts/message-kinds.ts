import { messageKind } from '../platform/outbox/index.js';

/** Somebody read so many families that reading was stopped. */
export const READING_STOPPED = messageKind({
  code: 'reading-stopped',
  to: 'staff',
  variables: { reader: { type: 'name' }, window: { type: 'choice', of: ['hour', 'day'] } },
});
