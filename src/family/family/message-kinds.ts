import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Whether a child that was expected is born. */
export const BIRTH = messageKind({
  code: 'birth',
  to: 'family',
  opens: 'birth',
  nameless: true,
  variables: { due: { type: 'day' } },
});
