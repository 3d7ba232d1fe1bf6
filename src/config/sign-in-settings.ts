import { WholeNumber } from './whole-number.js';

/** How often somebody may try to sign in, and what a sign-in gives (docs/decisions/0032-signing-in.md). */
export class SignInSettings {
  /** Tries of one account, and of a browser that signed in to it before, within the window. */
  @WholeNumber(10) SIGN_IN_TRIES_PER_ACCOUNT: number;

  /** Tries from one client's network (an IPv4 address, a /64 of IPv6) within the window. */
  @WholeNumber(50) SIGN_IN_TRIES_PER_NETWORK: number;

  /** Tries of everybody within the window; a browser that signed in before is not among them. */
  @WholeNumber(300) SIGN_IN_TRIES_OF_ALL: number;

  @WholeNumber(15, { max: 24 * 60 }) SIGN_IN_WINDOW_MINUTES: number;

  /** Passwords checked at the same moment: each takes 19 MiB and a thread for some 30 ms. */
  @WholeNumber(2, { max: 64 }) SIGN_IN_AT_ONCE: number;

  /** How long a browser is known for one that signed in before. */
  @WholeNumber(180, { max: 400 }) KNOWN_BROWSER_DAYS: number;

  /** Open sessions of one account; the oldest ends at the next sign-in. */
  @WholeNumber(5) SESSIONS_PER_ACCOUNT: number;
}

export const SIGN_IN_SETTINGS = [
  'SIGN_IN_TRIES_PER_ACCOUNT',
  'SIGN_IN_TRIES_PER_NETWORK',
  'SIGN_IN_TRIES_OF_ALL',
  'SIGN_IN_WINDOW_MINUTES',
  'SIGN_IN_AT_ONCE',
  'KNOWN_BROWSER_DAYS',
  'SESSIONS_PER_ACCOUNT',
] as const;
