import { messageKind } from '../outbox/index.js';

/** An anchor of the journal for somebody who keeps it outside this installation (AUDIT_ANCHORS). */
export const AUDIT_ANCHOR = messageKind({ code: 'audit-anchor', to: 'staff', variables: { line: { type: 'text' } } });
