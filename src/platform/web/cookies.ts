import type { FastifyInstance, FastifyReply } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Cookies of this site are Secure and bound to its host. */
    hostCookies?: boolean;
  }
}

/**
 * A browser takes such a cookie from this very host over TLS only: no sibling host can plant one (RFC 6265bis,
 * "__Host-" prefix).
 */
const HOST_ONLY = '__Host-';

export const CSRF_COOKIE = 'marelle-csrf';

/** @param secure whether the site is on https: plain http (the demo on this machine) has no such cookies */
export const nameInBrowser = (name: string, secure: boolean): string => (secure ? HOST_ONLY + name : name);

/** On https, features see the cookies that only this host can have set, by their plain names; others are nobody's. */
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

/** The only way a cookie of ours is set. @param maxAge seconds; without it the browser forgets it when it closes */
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

/** A session begins: forms of pages that were shown before it are no longer taken. */
export const renewForms = (reply: FastifyReply): void => dropCookie(reply, CSRF_COOKIE);
