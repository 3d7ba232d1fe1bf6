import { messageKind, type Variables } from '../platform/outbox/index.js';

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

export const CRISIS_MESSAGES = [CLOSURE_TOLD, CLOSURE_MOVED, CLOSURE_OFF];
