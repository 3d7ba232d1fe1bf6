import type { FastifyReply, FastifyRequest } from 'fastify';
import { keepCookie } from './cookies.js';

/**
 * From which list each request was opened: its filters, and the place of the request in its order. The address of the
 * request says it (`liste`), and this cookie goes on saying it after an act. It holds codes, days and ids, and no name.
 */
const LISTS_COOKIE = 'marelle-listes';
/** How many requests are remembered: enough for the tabs of one person. */
const MOST_KEPT = 8;
/** Longer than any list's own filters. */
const LONGEST_LIST = 400;

/** The list that the address of a request names, else the one that the browser remembers. Nothing where neither does. */
export function listLeft({ query, cookies }: FastifyRequest, requestId: string): string | undefined {
  const { liste } = query as { liste?: unknown };
  if (isList(liste)) return liste;
  return entriesOf(cookies[LISTS_COOKIE]).find(([id]) => id === requestId)?.[1];
}

/** Has the browser remember the list that the address of a request names. */
export function keepList(request: FastifyRequest, reply: FastifyReply, requestId: string): void {
  const { liste } = request.query as { liste?: unknown };
  if (!isList(liste)) return;
  const others = entriesOf(request.cookies[LISTS_COOKIE]).filter(([id]) => id !== requestId);
  const kept = [...others.slice(1 - MOST_KEPT), [requestId, liste]];
  keepCookie(reply, LISTS_COOKIE, kept.map((entry) => entry.join('~')).join('|'));
}

const isList = (list: unknown): list is string => typeof list === 'string' && list.length <= LONGEST_LIST;

function entriesOf(cookie: string | undefined): [string, string][] {
  return (cookie ?? '').split('|').flatMap((entry): [string, string][] => {
    const at = entry.indexOf('~');
    return at < 1 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]];
  });
}

/** What a list is narrowed to, as its address holds it, with the place of one of its rows. */
export const listWithPlace = (list: string, value: string | null): string => {
  const query = new URLSearchParams(list.split('?')[1] ?? '');
  query.set(PLACE, value ?? '');
  return query.toString();
};

/** The filters of a list that was kept, and the value of the row from which it is gone through; undefined without one. */
export function readList(kept: string): { filters: Record<string, string>; value: string | null | undefined } {
  const { [PLACE]: value, ...filters } = Object.fromEntries(new URLSearchParams(kept));
  if (value === undefined || (value !== '' && !VALUE.test(value))) return { filters, value: undefined };
  return { filters, value: value || null };
}

const PLACE = 'place';
/** A day or a moment, or the word of an order that is no column. */
const VALUE = /^([\d:.TZ-]{10,24}|[a-z]{1,20})$/;
