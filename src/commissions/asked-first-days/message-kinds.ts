import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Asks a family whether a place that frees later would suit it. Nothing is lost when it does not answer. */
export const FIRST_DAY_ASKED = messageKind({
  code: 'first-day-asked',
  to: 'family',
  everyAdult: true,
  opens: 'asked_first_day',
  variables: { provider: { type: 'text' }, from: { type: 'day' }, days: { type: 'text' }, until: { type: 'day' } },
});

/** Tells a family that said yes, or had still to answer, that it is not offered the place, and why. */
export const FIRST_DAY_OVER = messageKind({
  code: 'first-day-over',
  to: 'family',
  everyAdult: true,
  opens: 'asked_first_day',
  variables: {
    provider: { type: 'text' },
    from: { type: 'day' },
    why: { type: 'choice', of: ['given', 'gone', 'taken_back'] },
  },
});

/** Tells the directors what a question came to. No family is named, because anybody may see a mail. */
export const FIRST_DAY_ENDED = messageKind({
  code: 'first-day-ended',
  to: 'staff',
  variables: {
    provider: { type: 'text' },
    from: { type: 'day' },
    outcome: { type: 'choice', of: ['offered', 'given', 'gone', 'nobody'] },
  },
});
