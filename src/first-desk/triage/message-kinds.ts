import { messageKind, type Variables } from '../../foundation/platform/outbox/index.js';

const ASKED_AGAIN = { day: { type: 'day' }, answers: { type: 'lines' } } as const satisfies Variables;

export const COMPLETION = messageKind({
  code: 'completion',
  to: 'family',
  effect: 'suspends_silence',
  variables: { answers: { type: 'lines' } },
});
/** What a family is asked again that has said nothing, by what it was asked. */
export const SILENCE = {
  confirm: messageKind({ code: 'silence-confirm', to: 'family', effect: 'sets_deadline', variables: ASKED_AGAIN }),
  complete: messageKind({ code: 'silence-complete', to: 'family', effect: 'sets_deadline', variables: ASKED_AGAIN }),
} as const;
export const FIRST_CONTACT = messageKind({
  code: 'first-contact',
  to: 'family',
  variables: {
    since: { type: 'day' },
    opens: { type: 'choice', of: ['yes', 'no'] },
    missing: { type: 'lines', orNone: true },
    waits: { type: 'choice', of: ['yes', 'no'] },
  },
});
export const SILENCE_NEAR = messageKind({
  code: 'silence-near',
  to: 'staff',
  variables: { count: { type: 'count' }, day: { type: 'day' } },
});

export const TRIAGE_MESSAGES = [COMPLETION, SILENCE.confirm, SILENCE.complete, FIRST_CONTACT, SILENCE_NEAR];
