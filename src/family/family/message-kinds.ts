import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Whether a child that was expected is born. */
export const BIRTH = messageKind({
  code: 'birth',
  to: 'family',
  opens: 'birth',
  nameless: true,
  variables: { due: { type: 'day' } },
});

/** One adult withdrew a request: told to every other, who may still look for a place. */
export const REQUEST_WITHDRAWN = messageKind({
  code: 'request-withdrawn',
  to: 'family',
  variables: { who: { type: 'name', orNone: true } },
});
