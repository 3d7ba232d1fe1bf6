import { READING_KINDS, READING_WINDOWS } from '../../foundation/platform/audit/index.js';
import { messageKind } from '../../foundation/platform/outbox/index.js';

/** Very many sign-ins failed within one hour. */
export const SIGN_IN_FAILURES = messageKind({
  code: 'sign-in-failures',
  to: 'staff',
  variables: { count: { type: 'count' } },
});

const READER = {
  reader: { type: 'name' },
  what: { type: 'choice', of: READING_KINDS },
  window: { type: 'choice', of: READING_WINDOWS },
} as const;

/** Somebody read so many families that reading was stopped. */
export const READING_STOPPED = messageKind({ code: 'reading-stopped', to: 'staff', variables: READER });

/** Somebody is asked again and again to confirm that it is the one who reads, and does not. */
export const READING_UNANSWERED = messageKind({ code: 'reading-unanswered', to: 'staff', variables: READER });

/** Two people take away the codes of the person who is written to. */
export const FACTOR_RESET = messageKind({
  code: 'factor-reset',
  to: 'staff',
  variables: { step: { type: 'choice', of: ['asked', 'done'] }, asker: { type: 'name' } },
});

/** A new person chooses a password by the link. */
export const INVITED = messageKind({ code: 'account-invited', to: 'staff', opens: 'password', variables: {} });

/** An administrator has voided the password, or there was none yet: the person chooses another one. */
export const NEW_PASSWORD = messageKind({ code: 'password-renewed', to: 'staff', opens: 'password', variables: {} });

/** Somebody says it has forgotten the password of this address. */
export const FORGOTTEN_PASSWORD = messageKind({
  code: 'password-forgotten',
  to: 'staff',
  opens: 'password',
  variables: {},
});

/** The person changed its password. */
export const PASSWORD_CHANGED = messageKind({ code: 'password-changed', to: 'staff', variables: {} });

const SIGN_IN_CHANGE = [
  'codesSetUp',
  'paperRenewed',
  'paperUsed',
  'passkeyAdded',
  'passkeyRemoved',
  'proconnectBound',
  'proconnectUnbound',
] as const;
export type SignInChange = (typeof SIGN_IN_CHANGE)[number];

/** How the person signs in has changed. */
export const SIGN_IN_CHANGED = messageKind({
  code: 'sign-in-changed',
  to: 'staff',
  variables: { change: { type: 'choice', of: SIGN_IN_CHANGE } },
});

/** Somebody asks for rights for a person, and a second person is to agree. */
export const RIGHTS_ASKED = messageKind({
  code: 'rights-asked',
  to: 'staff',
  variables: { person: { type: 'name' }, asker: { type: 'name' } },
});

/** Rights that nobody has looked at for six months. */
export const RIGHTS_REVIEW = messageKind({
  code: 'rights-review',
  to: 'staff',
  variables: { count: { type: 'count' } },
});
