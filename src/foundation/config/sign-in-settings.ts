import { WholeNumber } from './whole-number.js';

/** How often somebody may try to sign in, and what a sign-in gives (docs/decisions/0032-signing-in.md). */
export class SignInSettings {
  /** Tries within the window for one account. A browser that signed in before has as many of its own. */
  @WholeNumber(10) SIGN_IN_TRIES_PER_ACCOUNT: number;

  /** Tries within the window from one client's network (an IPv4 address, or a /64 of IPv6). */
  @WholeNumber(50) SIGN_IN_TRIES_PER_NETWORK: number;

  /** Tries within the window from everybody together. A browser that signed in before is not counted. */
  @WholeNumber(300) SIGN_IN_TRIES_OF_ALL: number;

  @WholeNumber(15, { max: 24 * 60 }) SIGN_IN_WINDOW_MINUTES: number;

  /** Failed sign-ins of everybody together within one hour at which administrators and coordinators are written to. */
  @WholeNumber(50) SIGN_IN_FAILURES_ALARMED_AN_HOUR: number;

  /** How many passwords are checked at once: each check takes 19 MiB and a thread for some 30 ms. */
  @WholeNumber(2, { max: 64 }) SIGN_IN_AT_ONCE: number;

  /** Days that a browser is recognised after it has signed in. */
  @WholeNumber(180, { max: 400 }) KNOWN_BROWSER_DAYS: number;

  /** The most open sessions of one account; the oldest one ends at the next sign-in. */
  @WholeNumber(5) SESSIONS_PER_ACCOUNT: number;

  /** Minutes after which a session that nobody uses ends. It ends after one working day in any case. */
  @WholeNumber(120, { max: 600 }) SESSION_IDLE_MINUTES: number;

  /** Minutes after a code within which a grave act asks for no other one. */
  @WholeNumber(15, { max: 600 }) CODE_AGAIN_MINUTES: number;
}

export const SIGN_IN_SETTINGS = [
  'SIGN_IN_TRIES_PER_ACCOUNT',
  'SIGN_IN_TRIES_PER_NETWORK',
  'SIGN_IN_TRIES_OF_ALL',
  'SIGN_IN_WINDOW_MINUTES',
  'SIGN_IN_FAILURES_ALARMED_AN_HOUR',
  'SIGN_IN_AT_ONCE',
  'KNOWN_BROWSER_DAYS',
  'SESSIONS_PER_ACCOUNT',
  'SESSION_IDLE_MINUTES',
  'CODE_AGAIN_MINUTES',
] as const;
