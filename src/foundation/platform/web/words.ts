import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { FIRST_LANGUAGE, isLanguage, preferredLanguage, type Language } from '../../kernel/language.js';
import { Catalogue, type Translator } from '../i18n/index.js';
import { keepCookie } from './cookies.js';
import { LANGUAGE_PARAMETER, pageOf, withParameter } from './same-page.js';

export const LANGUAGE_COOKIE = 'marelle-langue';
const A_YEAR = 365 * 24 * 3600;

export interface LanguageLink {
  readonly lang: Language;
  /** The language's name in that language. */
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

/**
 * Chooses the language of an answer: the person's choice, else the language that the browser prefers, else that of the
 * territory.
 */
@Injectable()
export class RequestWords implements PipeTransform<FastifyRequest, Translator> {
  constructor(private readonly catalogue: Catalogue) {}

  transform(request: FastifyRequest): Translator {
    const spoken = this.catalogue.languages;
    const chosen = (request.cookies as FastifyRequest['cookies'] | undefined)?.[LANGUAGE_COOKIE];
    const known =
      isLanguage(chosen) && spoken.includes(chosen)
        ? chosen
        : preferredLanguage(request.headers['accept-language'], spoken);
    return this.catalogue.translator(known ?? FIRST_LANGUAGE);
  }

  /** The language links shown on every page: plain links to the same page. */
  links(request: FastifyRequest, words: Translator): LanguageLink[] {
    return this.catalogue.languages.map((lang) => ({
      lang,
      text: this.catalogue.translator(lang).t('i18n.language'),
      current: lang === words.lang,
      href: withParameter(pageOf(request), LANGUAGE_PARAMETER, lang),
    }));
  }
}

const TheRequest = createParamDecorator((_: unknown, context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>(),
);

/**
 * The translator of this request: `@Words() words: Translator`. It is handed on to whatever writes sentences for this
 * person.
 */
export const Words = (): ParameterDecorator => TheRequest(RequestWords);

/**
 * Installs `?langue=en` on every page: it remembers the choice in the browser and redirects to the same page without
 * the parameter. A form that is sent so is answered in that language.
 */
export function installLanguageSwitch(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const chosen = (request.query as Record<string, unknown> | undefined)?.[LANGUAGE_PARAMETER];
    if (!['GET', 'POST'].includes(request.method) || request.url.startsWith('/api/') || !isLanguage(chosen)) {
      done();
      return;
    }
    keepCookie(reply, LANGUAGE_COOKIE, chosen, A_YEAR);
    if (request.method === 'POST') {
      request.cookies = { ...request.cookies, [LANGUAGE_COOKIE]: chosen };
      done();
      return;
    }
    void reply
      .status(303)
      .header('location', withParameter(request.url, LANGUAGE_PARAMETER, null))
      .header('cache-control', 'no-store')
      .send();
  });
}
