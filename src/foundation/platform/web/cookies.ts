import type { FastifyInstance, FastifyReply } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the cookies of this site are Secure and bound to its host. */
    hostCookies?: boolean;
  }
}

/**
 * A browser accepts a cookie with this prefix only from this very host and over TLS, so a sibling host cannot plant
 * one (RFC 6265bis, "__Host-" prefix).
 */
const HOST_ONLY = '__Host-';

export const CSRF_COOKIE = 'marelle-csrf';

/**
 * @param secure whether the site is on https. Such cookies do not exist on plain http, as in the demo on this machine
 */
export const nameInBrowser = (name: string, secure: boolean): string => (secure ? HOST_ONLY + name : name);

/**
 * On https, gives features the cookies that only this host can have set, under their plain names. Other cookies are
 * hidden from them.
 */
export function installHostCookies(fastify: FastifyInstance, secure: boolean): void {
  fastify.decorate('hostCookies', secure);
  if (!secure) return;
  fastify.addHook('onRequest', (request, _reply, done) => {
    const own = Object.entries(request.cookies).filter(([name]) => name.startsWith(HOST_ONLY));
    request.cookies = Object.fromEntries(
      own.flatMap(([name, value]) => [
        [name, value],
        [name.slice(HOST_ONLY.length), value],
      ]),
    );
    done();
  });
}

const attributes = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure }) as const;

/**
 * Sets a cookie of this site. No other code sets one. @param maxAge seconds; without it, the browser forgets the
 * cookie when it closes
 */
export function keepCookie(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
  const secure = reply.server.hostCookies ?? false;
  void reply.setCookie(nameInBrowser(name, secure), value, {
    ...attributes(secure),
    ...(maxAge === undefined ? {} : { maxAge }),
  });
}

export function dropCookie(reply: FastifyReply, name: string): void {
  const secure = reply.server.hostCookies ?? false;
  void reply.clearCookie(nameInBrowser(name, secure), attributes(secure));
}

/** Called when a session begins. Forms of pages shown before that are no longer accepted. */
export const renewForms = (reply: FastifyReply): void => dropCookie(reply, CSRF_COOKIE);

/**
 * Ends what this browser held of a session: its cookie, its forms, the pages that it may have kept and what was typed
 * (Clear-Site-Data). Other cookies stay: the language, and that this browser is known.
 */
export function endSession(reply: FastifyReply, name: string): void {
  dropCookie(reply, name);
  renewForms(reply);
  void reply.header('clear-site-data', '"cache", "storage"');
}
