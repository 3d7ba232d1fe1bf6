import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Somebody wants families to read another text, and a second person is to agree. */
export const TEXT_ASKED = messageKind({ code: 'text-asked', to: 'staff', variables: { asker: { type: 'name' } } });
