import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Three anonymous questions once a request has ended. Nobody is rung, and no paper is sent, for them. */
export const SATISFACTION = messageKind({
  code: 'satisfaction',
  to: 'family',
  channels: ['email', 'sms'],
  opens: 'ballot',
  nameless: true,
});

export const SATISFACTION_MESSAGES = [SATISFACTION];
