import { messageKind, ONLY_WRITTEN } from '../../../foundation/platform/outbox/index.js';

export const RECEIPT = messageKind({
  code: 'receipt',
  to: 'family',
  effect: 'acknowledges',
  // Nobody has shown yet that the address is the sender's: what a stranger typed would go there, signed by the desk.
  nameless: true,
  /** Whether a child of it needs emergency care: it is then read within a day, and its family may call. */
  variables: { urgent: { type: 'choice', of: ['no', 'yes'] } },
});
/** A form arrived that seems to be of a family which has a dossier already. */
export const ARRIVAL = messageKind({ code: 'arrival', to: 'family', channels: ONLY_WRITTEN, nameless: true });
export const RESUME_LINK = messageKind({
  code: 'resume-link',
  to: 'draft',
  nameless: true,
  variables: { months: { type: 'count' } },
});
