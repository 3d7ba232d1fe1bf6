import { messageKind } from '../platform/outbox/index.js';

/** The weekly verification found that the journal is not as it was sealed. */
export const JOURNAL_FINDINGS = messageKind({
  code: 'journal-findings',
  to: 'staff',
  variables: { count: { type: 'count' } },
});
