import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/index.js';
import { checkForm, cleanInput } from '../../platform/web/index.js';
import { InboxSearch } from './inbox.form.js';

const SEARCH_COOKIE = 'marelle-recherche';

/**
 * Whom the desk looks for: an address stays in histories and in the logs of others, and a page that answers a form is lost
 * at "back". The browser keeps the name until it closes.
 */
@Injectable()
export class SearchCookie {
  constructor(private readonly config: Config) {}

  keep(reply: FastifyReply, text: string): void {
    void reply.setCookie(SEARCH_COOKIE, text, { path: '/rpe', httpOnly: true, sameSite: 'lax', secure: this.config.secure });
  }

  /** Null when there is none, or none that the form would have taken. */
  of(request: FastifyRequest): string | null {
    const kept = checkForm(InboxSearch, { text: cleanInput(request.cookies[SEARCH_COOKIE] ?? '') });
    return (kept.ok && kept.value.text) || null;
  }
}
