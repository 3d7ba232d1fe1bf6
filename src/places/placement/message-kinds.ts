import { messageKind, ONLY_WRITTEN, type Variables } from '../../foundation/platform/outbox/index.js';

/** What each message about a place names ({@link PlaceWords.argsOf}). */
export const PLACE_VARIABLES = {
  provider: { type: 'text' },
  from: { type: 'day' },
  place: { type: 'lines' },
} as const satisfies Variables;

/** What each message about an offer to answer names ({@link PlaceWords.offerArgs}). */
export const OFFERED_VARIABLES = {
  ...PLACE_VARIABLES,
  until: { type: 'day' },
  /** The days that were asked for and are not in the place. */
  without: { type: 'text', orNone: true },
} as const satisfies Variables;
/** Whether the place is given in an emergency, and its last day: the commission may still have to confirm it. */
const EMERGENCY = {
  emergency: { type: 'choice', of: ['no', 'yes'] },
  last: { type: 'day' },
} as const satisfies Variables;
/** Whose act it was: the reader's, or that of a family of which nobody knows who acted. */
const WHOSE = { whose: { type: 'choice', of: ['yours', 'family'] } } as const satisfies Variables;
/** Who noted it for the family, if somebody did, and when. */
const NOTED_BY = {
  agent: { type: 'name', orNone: true },
  who: { type: 'name', orNone: true },
  at: { type: 'day' },
} as const satisfies Variables;
const STARTS = { ...PLACE_VARIABLES, adaptation: { type: 'day' }, start: { type: 'day' } } as const satisfies Variables;
const GIVEN_UP = {
  provider: { type: 'text' },
  from: { type: 'day' },
  choice: { type: 'choice', of: ['wait', 'withdraw'] },
  reason: { type: 'text', orNone: true },
} as const satisfies Variables;

/**
 * `accepted`: the place is the child's. `first_no`: the reader may still accept. `declined`: nobody accepted in time.
 * `given_up`: an accepted place was handed back.
 */
export const OTHER_ANSWERS = ['accepted', 'first_no', 'declined', 'given_up'] as const;

export const OFFER = messageKind({
  code: 'offer',
  to: 'family',
  effect: 'sets_deadline',
  opens: 'offer',
  variables: { ...OFFERED_VARIABLES, ...EMERGENCY, consequences: { type: 'lines' } },
});
export const OFFER_REMINDER = messageKind({
  code: 'offer-reminder',
  to: 'family',
  effect: 'sets_deadline',
  opens: 'offer',
  variables: OFFERED_VARIABLES,
});
export const OFFER_EXPIRED = messageKind({
  code: 'offer-expired',
  to: 'family',
  everyAdult: true,
  variables: OFFERED_VARIABLES,
});
export const OFFER_REVOKED = messageKind({
  code: 'offer-revoked',
  to: 'family',
  everyAdult: true,
  variables: OFFERED_VARIABLES,
});
export const OFFER_ANSWERED = messageKind({
  code: 'offer-answered',
  to: 'family',
  channels: ONLY_WRITTEN,
  variables: {
    ...PLACE_VARIABLES,
    ...NOTED_BY,
    ...WHOSE,
    ...EMERGENCY,
    /** How many homes decide: neither of two gives a place up alone. */
    homes: { type: 'choice', of: ['one', 'two'] },
    answer: { type: 'choice', of: ['accepted', 'wait', 'withdraw'] },
    accepted: { type: 'choice', of: ['yes', 'no'] },
    /** Whether it was the date that did not suit, and another may be said. */
    date: { type: 'choice', of: ['yes', 'no'] },
  },
});
/** What another adult of the family answered, to one who did not: it may still say yes where the answer is one no. */
export const OFFER_ANSWERED_BY_OTHER = messageKind({
  code: 'offer-answered-by-other',
  to: 'family',
  opens: 'offer',
  variables: {
    ...PLACE_VARIABLES,
    ...EMERGENCY,
    who: { type: 'name', orNone: true },
    until: { type: 'day' },
    answer: { type: 'choice', of: OTHER_ANSWERS },
  },
});
export const START_PROPOSED = messageKind({
  code: 'start-proposed',
  to: 'family',
  everyAdult: true,
  variables: STARTS,
});
export const START_AGREED = messageKind({ code: 'start-agreed', to: 'family', everyAdult: true, variables: STARTS });
export const DAYS_CHANGED = messageKind({
  code: 'days-changed',
  to: 'family',
  everyAdult: true,
  variables: PLACE_VARIABLES,
});
export const PLACE_RESTORED = messageKind({
  code: 'place-restored',
  to: 'family',
  everyAdult: true,
  variables: PLACE_VARIABLES,
});
export const NO_SHOW = messageKind({
  code: 'no-show',
  to: 'family',
  everyAdult: true,
  variables: { ...PLACE_VARIABLES, left: { type: 'choice', of: ['closed', 'part', 'nothing', 'search'] } },
});
export const PLACE_HANDED_BACK = messageKind({
  code: 'given-up',
  to: 'family',
  channels: ONLY_WRITTEN,
  variables: { ...PLACE_VARIABLES, ...NOTED_BY, ...WHOSE, ...GIVEN_UP },
});
export const PLACE_GIVEN_UP = messageKind({
  code: 'place-given-up',
  to: 'staff',
  variables: { ...GIVEN_UP, number: { type: 'text' } },
});
/** Tells the directors of a nursery that a family accepted its place. Who it is, and how to reach it, is on their page. */
export const PLACE_ACCEPTED = messageKind({
  code: 'place-accepted',
  to: 'staff',
  variables: { provider: { type: 'text' }, from: { type: 'day' }, due: { type: 'day' } },
});
export const CHILD_BORN = messageKind({
  code: 'child-born',
  to: 'staff',
  variables: { provider: { type: 'text' }, number: { type: 'text' } },
});

/** What placement writes about offers and places. */
export const PLACEMENT_MESSAGES = [
  OFFER,
  OFFER_REMINDER,
  OFFER_EXPIRED,
  OFFER_REVOKED,
  OFFER_ANSWERED,
  OFFER_ANSWERED_BY_OTHER,
  START_PROPOSED,
  START_AGREED,
  DAYS_CHANGED,
  PLACE_RESTORED,
  NO_SHOW,
  PLACE_HANDED_BACK,
  PLACE_GIVEN_UP,
  PLACE_ACCEPTED,
  CHILD_BORN,
];
