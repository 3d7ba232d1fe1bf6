import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ForbiddenException } from '@nestjs/common';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a form was sent by a page of this site, as far as the browser says. `Sec-Fetch-Site` is the browser's own
 * word; `Origin` that of browsers before it, where `null` says nothing (our pages send no referrer). Where neither is
 * there, the form's token decides alone.
 */
export function isFromOurPages({ headers }: Pick<FastifyRequest, 'headers'>, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined || origin === 'null') return true;
  return origin === ownOrigin || (URL.canParse(origin) && new URL(origin).host === host);
}

/**
 * Refuses what another site, or another host of ours, makes a browser send; before its body is read. The API knows no
 * cookie.
 */
export function refuseOtherOrigins(fastify: FastifyInstance, baseUrl: string): void {
  const ownOrigin = new URL(baseUrl).origin;
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (SAFE.includes(request.method) || request.url.startsWith('/api/') || isFromOurPages(request, ownOrigin)) done();
    else done(new ForbiddenException());
  });
}
