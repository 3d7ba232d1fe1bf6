import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Route, RouteAudit } from '../security/index.js';

/**
 * Told to search engines of every answer that its route does not open to them: pages of families and staff, addresses
 * that hold a key, errors.
 */
export const UNLISTED_HEADER = 'x-robots-tag';

const isListed = ({ method, access }: Route): boolean => method === 'GET' && 'public' in access && access.listed;

/** Whether a request is for a page that anybody may find: the same for all who are not known here. */
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

/** robots.txt (RFC 9309): what is listed, and nothing else, so that no new page has to be thought of. */
export function robotsText(routes: readonly Route[]): string {
  const paths = routes.filter(isListed).map(({ path }) => (path === '/' ? '/$' : path.split(':')[0]!));
  return [
    'User-agent: *',
    ...[...new Set([...paths, '/assets/'])].sort().map((path) => `Allow: ${path}`),
    'Disallow: /',
    '',
  ].join('\n');
}
