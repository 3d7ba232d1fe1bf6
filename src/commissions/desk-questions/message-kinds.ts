import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Tells a desk that a director asks about one of its families. No name, because anybody may see a mail. */
export const DESK_QUESTION = messageKind({
  code: 'desk-question',
  to: 'staff',
  variables: { provider: { type: 'text' } },
});
export const DESK_ANSWER = messageKind({ code: 'desk-answer', to: 'staff' });

export const DESK_QUESTION_MESSAGES = [DESK_QUESTION, DESK_ANSWER];
