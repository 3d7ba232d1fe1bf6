import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Route, RouteAudit } from '../security/index.js';

/**
 * Tells search engines not to list an answer. It is sent unless the route is open to them: pages of families and
 * staff, addresses that hold a key, and errors are not listed.
 */
export const UNLISTED_HEADER = 'x-robots-tag';

const isListed = (access: Route['access'] | undefined): boolean =>
  access !== undefined && 'public' in access && access.listed;

/** Whether a request is for a page that anybody may find, and that is the same for all strangers. */
export const isListedPage = (request: FastifyRequest, routes: RouteAudit): boolean =>
  isListed(routes.accessOf('GET', request.routeOptions.url ?? ''));

export function keepUnlisted(fastify: FastifyInstance, routes: RouteAudit): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isListedPage(request, routes)) void reply.header(UNLISTED_HEADER, 'noindex, nofollow');
    done();
  });
}

/** robots.txt (RFC 9309). It allows the listed pages and nothing else, so that a new page is closed by default. */
export function robotsText(routes: readonly Route[]): string {
  const paths = routes
    .filter(({ method, access }) => method === 'GET' && isListed(access))
    .map(({ path }) => (path === '/' ? '/$' : path.split(':')[0]!));
  return [
    'User-agent: *',
    ...[...new Set([...paths, '/assets/'])].sort().map((path) => `Allow: ${path}`),
    'Disallow: /',
    '',
  ].join('\n');
}
