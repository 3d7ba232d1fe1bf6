import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Names neither the family nor the child: what is asked is read behind the link and its code. */
export const OPINION_ASKED = messageKind({
  code: 'opinion-asked',
  to: 'expert',
  variables: { until: { type: 'day' } },
});

/** The code that opens the page. It holds no link, so that neither message is enough. */
export const OPINION_CODE = messageKind({
  code: 'opinion-code',
  to: 'expert',
  opens: null,
  variables: { code: { type: 'text' }, minutes: { type: 'count' } },
});
