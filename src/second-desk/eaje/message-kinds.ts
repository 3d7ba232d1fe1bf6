import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Tells the coordinators that a nursery took back a place that it had offered. No name, because anybody may see a mail. */
export const ADMISSION_WITHDRAWN = messageKind({
  code: 'admission-withdrawn',
  to: 'staff',
  variables: { provider: { type: 'text' }, number: { type: 'text' }, reason: { type: 'text' } },
});
