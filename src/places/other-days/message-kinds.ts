import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Tells the directors that a family asks for other days. No name, because anybody may see a mail. */
export const OTHER_DAYS = messageKind({ code: 'other-days', to: 'staff' });
/** Tells a family that the other days that it asked for cannot be given. Days that are given have their own message. */
export const OTHER_DAYS_DECLINED = messageKind({
  code: 'other-days-declined',
  to: 'family',
  variables: { provider: { type: 'text' }, days: { type: 'text' } },
});

export const OTHER_DAYS_MESSAGES = [OTHER_DAYS, OTHER_DAYS_DECLINED];
