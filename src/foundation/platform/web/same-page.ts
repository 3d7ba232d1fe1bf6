import type { FastifyRequest } from 'fastify';

/** A placeholder origin: only the path and the query of an address are used. */
const HERE = 'http://here';

/** The query parameter that changes the language of the page. */
export const LANGUAGE_PARAMETER = 'langue';

/**
 * Reads an address as one of this site, whatever was typed. `//elsewhere.fr` and `/\elsewhere.fr` would lead to
 * another site.
 */
function localUrl(address: string): URL {
  const url = new URL(`/${address.replace(/^[/\\]+/, '')}`, HERE);
  url.pathname = `/${url.pathname.replace(/^[/\\]+/, '')}`;
  return url;
}

/** The same address with another query parameter, or without it (null). */
export function withParameter(address: string, name: string, value: string | null): string {
  const url = localUrl(address);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url.pathname + url.search;
}

/**
 * The address at which a link shows the page of this request again. An address that only takes forms may have no page
 * of its own (`…/refuser`); the nearest address above it that has one is used then (`…/offres/:id`).
 */
export function pageOf(request: FastifyRequest): string {
  if (request.method === 'GET') return request.url;
  const path = request.url.split('?')[0]!.split('/');
  const pattern = (request.routeOptions.url ?? '').split('/');
  for (let length = pattern.length; length > 1; length -= 1) {
    if (request.server.hasRoute({ method: 'GET', url: pattern.slice(0, length).join('/') }))
      return path.slice(0, length).join('/');
  }
  return '/';
}
