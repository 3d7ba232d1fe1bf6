import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Gives a service its link. It names no family. */
export const PARTNER_LINK = messageKind({ code: 'partner-link', to: 'partner' });

/** The code that opens the page. It holds no link, so that neither message is enough. */
export const PARTNER_CODE = messageKind({
  code: 'partner-code',
  to: 'partner',
  opens: null,
  variables: { code: { type: 'text' }, minutes: { type: 'count' } },
});
