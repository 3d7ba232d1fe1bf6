import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ForbiddenException } from '@nestjs/common';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a form comes from a page of this site, as far as the browser tells. `Sec-Fetch-Site` tells it directly.
 * Older browsers send `Origin` instead; its value `null` tells nothing, because our own pages send no referrer. When
 * both headers are missing, only the form's token decides.
 */
export function isFromOurPages({ headers }: Pick<FastifyRequest, 'headers'>, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined || origin === 'null') return true;
  return origin === ownOrigin || (URL.canParse(origin) && new URL(origin).host === host);
}

/**
 * Refuses a request that another site, or another host of ours, makes a browser send. It is refused before its body is
 * read. The API is exempt, because it uses no cookies.
 */
export function refuseOtherOrigins(fastify: FastifyInstance, baseUrl: string): void {
  const ownOrigin = new URL(baseUrl).origin;
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (SAFE.includes(request.method) || request.url.startsWith('/api/') || isFromOurPages(request, ownOrigin)) done();
    else done(new ForbiddenException());
  });
}
