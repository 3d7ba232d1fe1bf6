import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkForm, cleanInput, keepCookie } from '../../platform/web/index.js';
import { InboxSearch } from './inbox.form.js';

const SEARCH_COOKIE = 'marelle-recherche';
/** Of the longest names, what a browser keeps in one cookie (4 096 bytes). */
const MOST_KEPT = 5;

/** What stands in the address, and whom it stands for. */
type Kept = readonly [key: string, text: string];

/**
 * Whom the desk looks for: an address stays in histories and in the logs of others, and a page that answers a form is lost
 * at "back". The browser keeps the last names until it closes, each under the key that its address says: two tabs, two searches.
 */
@Injectable()
export class SearchCookie {
  /** @returns the key for the address */
  keep(request: FastifyRequest, reply: FastifyReply, text: string): string {
    const key = randomBytes(6).toString('base64url');
    const kept = [...keptBy(request), [key, text]].slice(-MOST_KEPT);
    keepCookie(reply, SEARCH_COOKIE, Buffer.from(JSON.stringify(kept)).toString('base64url'));
    return key;
  }

  /** Null when this browser keeps none under the key. */
  of(request: FastifyRequest, key: string): string | null {
    return keptBy(request).find(([one]) => one === key)?.[1] ?? null;
  }
}

/** Those that the form would have taken: a browser sends what it wants. */
function keptBy(request: FastifyRequest): Kept[] {
  const sent = parsed(Buffer.from(request.cookies[SEARCH_COOKIE] ?? '', 'base64url').toString());
  if (!Array.isArray(sent)) return [];
  return sent.flatMap((one: unknown): Kept[] => {
    const [key, text] = Array.isArray(one) ? (one as unknown[]) : [];
    if (typeof key !== 'string' || typeof text !== 'string') return [];
    const search = checkForm(InboxSearch, { searched: key, text: cleanInput(text) });
    return search.ok && search.value.searched && search.value.text ? [[search.value.searched, search.value.text]] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
