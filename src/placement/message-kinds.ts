import { messageKind, ONLY_WRITTEN, type Variables } from '../platform/outbox/index.js';

/** What each message about a place names ({@link PlaceWords.argsOf}). */
export const PLACE_VARIABLES = {
  provider: { type: 'text' },
  from: { type: 'day' },
  place: { type: 'lines' },
} as const satisfies Variables;

const OFFERED = {
  ...PLACE_VARIABLES,
  until: { type: 'day' },
  /** The days that were asked for and are not in the place. */
  without: { type: 'text', orNone: true },
} as const satisfies Variables;
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

export const OFFER = messageKind({
  code: 'offer',
  to: 'family',
  effect: 'sets_deadline',
  opens: 'offer',
  variables: { ...OFFERED, consequences: { type: 'lines' } },
});
export const OFFER_REMINDER = messageKind({
  code: 'offer-reminder',
  to: 'family',
  effect: 'sets_deadline',
  opens: 'offer',
  variables: OFFERED,
});
export const OFFER_EXPIRED = messageKind({ code: 'offer-expired', to: 'family', variables: OFFERED });
export const OFFER_REVOKED = messageKind({ code: 'offer-revoked', to: 'family', variables: OFFERED });
export const OFFER_ANSWERED = messageKind({
  code: 'offer-answered',
  to: 'family',
  channels: ONLY_WRITTEN,
  variables: {
    ...PLACE_VARIABLES,
    ...NOTED_BY,
    answer: { type: 'choice', of: ['accepted', 'wait', 'withdraw'] },
    accepted: { type: 'choice', of: ['yes', 'no'] },
    /** Whether it was the date that did not suit, and another may be said. */
    date: { type: 'choice', of: ['yes', 'no'] },
  },
});
export const START_PROPOSED = messageKind({ code: 'start-proposed', to: 'family', variables: STARTS });
export const START_AGREED = messageKind({ code: 'start-agreed', to: 'family', variables: STARTS });
export const DAYS_CHANGED = messageKind({ code: 'days-changed', to: 'family', variables: PLACE_VARIABLES });
export const PLACE_RESTORED = messageKind({ code: 'place-restored', to: 'family', variables: PLACE_VARIABLES });
export const NO_SHOW = messageKind({
  code: 'no-show',
  to: 'family',
  variables: { ...PLACE_VARIABLES, left: { type: 'choice', of: ['closed', 'part', 'nothing', 'search'] } },
});
export const PLACE_HANDED_BACK = messageKind({
  code: 'given-up',
  to: 'family',
  channels: ONLY_WRITTEN,
  variables: { ...PLACE_VARIABLES, ...NOTED_BY, ...GIVEN_UP },
});
export const PLACE_GIVEN_UP = messageKind({
  code: 'place-given-up',
  to: 'staff',
  variables: { ...GIVEN_UP, number: { type: 'text' } },
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
  START_PROPOSED,
  START_AGREED,
  DAYS_CHANGED,
  PLACE_RESTORED,
  NO_SHOW,
  PLACE_HANDED_BACK,
  PLACE_GIVEN_UP,
  CHILD_BORN,
];
