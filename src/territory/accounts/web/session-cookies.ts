import type { FastifyReply, FastifyRequest } from 'fastify';
import { dropCookie, keepCookie, renewForms } from '../../../foundation/platform/web/index.js';
import { browserWords } from '../browser-words.js';
import { ENDED_KNOWN_HOURS, SESSION_HOURS, type SessionStart, type SignInOrigin } from '../session-starts.js';
import { STAFF_COOKIE } from '../staff-sessions.js';

/** The cookie of `KnownBrowsers`. It stays when the session ends. */
const BROWSER_COOKIE = 'marelle-navigateur';
/** The cookie of `HalfSignIns`. */
export const HALF_COOKIE = 'marelle-code';

/** What `ProConnectStarts` keeps. */
export const START_COOKIE = 'marelle-proconnect';
/** The token by which ProConnect knows which session is over. */
export const PROVIDER_COOKIE = 'marelle-proconnect-session';

export const originOf = ({ cookies, headers }: FastifyRequest, network: string): SignInOrigin => ({
  network,
  known: cookies[BROWSER_COOKIE],
  session: cookies[STAFF_COOKIE],
  browser: browserWords(headers['user-agent']),
});

/** Gives the browser its session. The cookie outlives it, and opens nothing then. @param knownDays how long the browser is recognised */
export function keepSession(reply: FastifyReply, { secret, known }: SessionStart, knownDays: number): void {
  keepCookie(reply, STAFF_COOKIE, secret, (SESSION_HOURS + ENDED_KNOWN_HOURS) * 3600);
  keepCookie(reply, BROWSER_COOKIE, known, knownDays * 24 * 3600);
  dropCookie(reply, HALF_COOKIE);
  renewForms(reply);
}
