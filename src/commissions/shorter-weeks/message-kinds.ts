import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Asks a family whether fewer days would suit it. Nothing happens when it does not answer. */
export const SHORTER_WEEK = messageKind({
  code: 'shorter-week',
  to: 'family',
  everyAdult: true,
  opens: 'shorter_week',
  variables: { provider: { type: 'text' }, days: { type: 'text' }, until: { type: 'day' } },
});
/** Tells the directors that a family answered. No name, because anybody may see a mail. */
export const SHORTER_WEEK_ANSWER = messageKind({ code: 'shorter-week-answer', to: 'staff' });

export const SHORTER_WEEK_MESSAGES = [SHORTER_WEEK, SHORTER_WEEK_ANSWER];
