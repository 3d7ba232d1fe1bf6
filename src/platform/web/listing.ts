import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Route, RouteAudit } from '../security/index.js';

/**
 * Tells search engines not to list an answer. It is sent unless the route is open to them: pages of families and
 * staff, addresses that hold a key, and errors are not listed.
 */
export const UNLISTED_HEADER = 'x-robots-tag';

const isListed = ({ method, access }: Route): boolean => method === 'GET' && 'public' in access && access.listed;

/** Whether a request is for a page that anybody may find, and that is the same for all strangers. */
export const isListedPage = (request: FastifyRequest, routes: RouteAudit): boolean => {
  const access = routes.accessOf(request.method, request.routeOptions.url ?? '');
  return access !== undefined && isListed({ method: request.method, path: '', access });
};

export function keepUnlisted(fastify: FastifyInstance, routes: RouteAudit): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const access = routes.accessOf('GET', request.routeOptions.url ?? '');
    if (!(access && 'public' in access && access.listed)) void reply.header(UNLISTED_HEADER, 'noindex, nofollow');
    done();
  });
}

/** robots.txt (RFC 9309). It allows the listed pages and nothing else, so that a new page is closed by default. */
export function robotsText(routes: readonly Route[]): string {
  const paths = routes.filter(isListed).map(({ path }) => (path === '/' ? '/$' : path.split(':')[0]!));
  return [
    'User-agent: *',
    ...[...new Set([...paths, '/assets/'])].sort().map((path) => `Allow: ${path}`),
    'Disallow: /',
    '',
  ].join('\n');
}
