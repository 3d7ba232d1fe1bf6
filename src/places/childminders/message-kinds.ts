import { messageKind, type Variables } from '../../foundation/platform/outbox/index.js';

const CHILDMINDER = { childminder: { type: 'name' } } as const satisfies Variables;

export const CHILDMINDER_ASK = messageKind({
  code: 'childminder-ask',
  to: 'childminder',
  variables: { question: { type: 'choice', of: ['lawful', 'lawful_again', 'monthly'] }, lawful: { type: 'day' } },
});
export const CHILDMINDER_REQUEST = messageKind({
  code: 'childminder-request',
  to: 'childminder',
  variables: { age: { type: 'text' }, days: { type: 'text' }, from: { type: 'day' }, commune: { type: 'text' } },
});
export const CHILDMINDER_CHOSEN = messageKind({ code: 'childminder-chosen', to: 'childminder' });
export const CHILDMINDER_OVER = messageKind({ code: 'childminder-over', to: 'childminder' });
export const AGREEMENT_RENEWAL = messageKind({
  code: 'agreement-renewal',
  to: 'staff',
  variables: { count: { type: 'count' } },
});
export const INTRODUCTION_INTERESTED = messageKind({ code: 'introduction-interested', to: 'family' });
export const INTRODUCTION_MADE = messageKind({
  code: 'introduction-made',
  to: 'family',
  variables: {
    ...CHILDMINDER,
    reach: { type: 'name' },
    way: { type: 'choice', of: ['phone', 'email', 'none'] },
    /** Whether the family gave a telephone, which she then has. */
    yours: { type: 'choice', of: ['yes', 'no'] },
  },
});
export const INTRODUCTION_LOST = messageKind({ code: 'introduction-lost', to: 'family', variables: CHILDMINDER });

export const CHILDMINDERS_MESSAGES = [
  CHILDMINDER_ASK,
  CHILDMINDER_REQUEST,
  CHILDMINDER_CHOSEN,
  CHILDMINDER_OVER,
  AGREEMENT_RENEWAL,
  INTRODUCTION_INTERESTED,
  INTRODUCTION_MADE,
  INTRODUCTION_LOST,
];
