import { messageKind } from '../../foundation/platform/outbox/index.js';

/** The newest anchor of the journal, every day, for who keeps it where the server cannot change it. */
export const JOURNAL_ANCHOR = messageKind({
  code: 'journal-anchor',
  to: 'staff',
  variables: { sequence: { type: 'text' }, day: { type: 'day' }, hash: { type: 'text' }, line: { type: 'text' } },
});

/** The weekly verification found that the journal is not as it was sealed. */
export const JOURNAL_FINDINGS = messageKind({
  code: 'journal-findings',
  to: 'staff',
  variables: { count: { type: 'count' } },
});
