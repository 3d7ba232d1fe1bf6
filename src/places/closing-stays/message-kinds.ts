import { PLACE_VARIABLES } from '../placement/index.js';
import { messageKind } from '../../foundation/platform/outbox/index.js';

export const PLACE_CLOSES = messageKind({
  code: 'place-closes',
  to: 'family',
  everyAdult: true,
  variables: { ...PLACE_VARIABLES, last: { type: 'day' } },
});
export const STAYS_ENDED = messageKind({
  code: 'stays-ended',
  to: 'staff',
  variables: {
    provider: { type: 'text' },
    what: { type: 'choice', of: ['ended', 'restored'] },
    count: { type: 'count' },
    /** Of the families that this reader looks after. */
    numbers: { type: 'text', orNone: true },
  },
});
