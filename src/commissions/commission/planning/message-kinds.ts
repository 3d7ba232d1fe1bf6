import { messageKind, type Variables } from '../../../foundation/platform/outbox/index.js';

/** What each message about a session names. */
const NOTICE = {
  body: { type: 'text' },
  day: { type: 'day' },
  time: { type: 'time' },
  room: { type: 'text' },
  freeze: { type: 'day' },
  // Whether the day on which the list is fixed is still to come.
  list: { type: 'choice', of: ['dated', 'waiting'] },
} as const satisfies Variables;
const PLACES = { ...NOTICE, provider: { type: 'text' }, link: { type: 'link' } } as const satisfies Variables;

export const SESSION_PLACES = messageKind({
  code: 'session-places',
  to: 'member',
  opens: 'staff_page',
  variables: PLACES,
});
export const SESSION_PLACES_AGAIN = messageKind({
  code: 'session-places-again',
  to: 'member',
  opens: 'staff_page',
  variables: PLACES,
});
export const SESSION_CALL = messageKind({ code: 'session-call', to: 'member', variables: NOTICE });
export const SESSION_CALLED_OFF = messageKind({ code: 'session-called-off', to: 'member', variables: NOTICE });
export const SESSION_PAUSE = messageKind({ code: 'session-pause', to: 'member', variables: NOTICE });
export const SESSION_MINUTES = messageKind({ code: 'session-minutes', to: 'member', variables: NOTICE });
export const SESSION_AGENDA = messageKind({
  code: 'session-agenda',
  to: 'member',
  opens: 'staff_page',
  variables: { ...NOTICE, link: { type: 'link' } },
});
/** The agenda for members who do not sign in: the file goes with the mail. */
export const SESSION_AGENDA_FILE = messageKind({ code: 'session-agenda-file', to: 'member', variables: NOTICE });
export const SESSION_CONFIRM = messageKind({
  code: 'session-confirm',
  to: 'family',
  everyAdult: true,
  opens: 'confirm',
  variables: NOTICE,
});
export const SESSION_CANCELLED = messageKind({
  code: 'session-cancelled',
  to: 'family',
  everyAdult: true,
  variables: { body: { type: 'text' }, day: { type: 'day' } },
});

export const PLANNING_MESSAGES = [
  SESSION_PLACES,
  SESSION_PLACES_AGAIN,
  SESSION_CALL,
  SESSION_CALLED_OFF,
  SESSION_PAUSE,
  SESSION_MINUTES,
  SESSION_AGENDA,
  SESSION_AGENDA_FILE,
  SESSION_CONFIRM,
  SESSION_CANCELLED,
];
