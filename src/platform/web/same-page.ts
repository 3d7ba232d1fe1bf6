import type { FastifyRequest } from 'fastify';

/** Any origin: only the path and the query of an address are looked at. */
const HERE = 'http://here';

/** Changes the language of the page it is added to. */
export const LANGUAGE_PARAMETER = 'langue';

/**
 * An address of this site and of no other, whatever was typed: `//elsewhere.fr` and `/\elsewhere.fr` would lead away.
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
 * Where one gets the page of this request again with a link. What answers a form may have no page of its own
 * (`…/refuser`): then the nearest one above it (`…/offres/:id`).
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
