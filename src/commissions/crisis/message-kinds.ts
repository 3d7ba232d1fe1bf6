import { messageKind, type Variables } from '../../foundation/platform/outbox/index.js';

/** What each message about a sudden closure names. */
const CLOSURE = {
  provider: { type: 'text' },
  what: { type: 'choice', of: ['whole', 'sections'] },
  sections: { type: 'text' },
  from: { type: 'day' },
  back: { type: 'choice', of: ['known', 'unknown'] },
  returnOn: { type: 'day' },
} as const satisfies Variables;

export const CLOSURE_TOLD = messageKind({
  code: 'closure-told',
  to: 'family',
  variables: { ...CLOSURE, cause: { type: 'text' } },
});
export const CLOSURE_MOVED = messageKind({ code: 'closure-moved', to: 'family', variables: CLOSURE });
export const CLOSURE_OFF = messageKind({ code: 'closure-off', to: 'family', variables: CLOSURE });

/** What a family is offered for its children, and until when it may answer. */
const PLACES = {
  provider: { type: 'text' },
  place: { type: 'lines' },
  until: { type: 'text' },
} as const satisfies Variables;

export const CLOSURE_PLACE = messageKind({
  code: 'closure-place',
  to: 'family',
  effect: 'sets_deadline',
  opens: 'temporary_place',
  variables: PLACES,
});
export const CLOSURE_PLACE_REMINDER = messageKind({
  code: 'closure-place-reminder',
  to: 'family',
  effect: 'sets_deadline',
  opens: 'temporary_place',
  variables: PLACES,
});
export const CLOSURE_ASK = messageKind({
  code: 'closure-ask',
  to: 'staff',
  variables: { provider: CLOSURE.provider, from: CLOSURE.from, back: CLOSURE.back, returnOn: CLOSURE.returnOn },
});

export const CLOSURE_ASK_OFF = messageKind({
  code: 'closure-ask-off',
  to: 'staff',
  variables: { provider: CLOSURE.provider, from: CLOSURE.from },
});

export const CRISIS_MESSAGES = [
  CLOSURE_TOLD,
  CLOSURE_MOVED,
  CLOSURE_OFF,
  CLOSURE_PLACE,
  CLOSURE_PLACE_REMINDER,
  CLOSURE_ASK,
  CLOSURE_ASK_OFF,
];
