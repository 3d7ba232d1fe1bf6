import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/index.js';
import { Clock, MachineClock } from '../../kernel/clock.js';
import type { Day } from '../../kernel/time.js';
import { Demonstration, Settings } from '../settings/index.js';
import type { Translator, Voice } from '../i18n/index.js';
import { Authenticators, mayEver, newSecret, Permission, type ActingRequest, type Actor } from '../security/index.js';
import { dropCookie, keepCookie } from './cookies.js';
import { MOST_ERRORS, type FieldError } from './form.js';
import { UNLISTED_HEADER } from './listing.js';
import { menuModel } from './menu.js';
import { Navigation } from './navigation.js';
import type { Page } from './page.js';
import { escapeHtml, holdPunctuation, labelsIn, renderView, ViewEnvironment } from './rendering/index.js';
import { sessionSeconds } from './session-seconds.js';
import { RequestWords } from './words.js';

export const NOTICE_COOKIE = 'marelle-notice';
/** Of a browser in which the key `/` does not lead to the search. */
export const LONE_KEYS_COOKIE = 'marelle-touche';
/** Notices that begin so are warnings (`AskedFirst`). The others say what was done. */
const WARNINGS = 'web.asked.';

interface GivenForm {
  readonly values: Record<string, unknown>;
  readonly errors: readonly FieldError[];
}

const shortened = (form: GivenForm | undefined): GivenForm | undefined =>
  form && { ...form, errors: form.errors.slice(0, MOST_ERRORS) };

const isUnnamed = ({ message }: FieldError): boolean => message === 'web.errors.tooLong';

function named(error: FieldError, labels: ReadonlyMap<string, string>): FieldError {
  const label = isUnnamed(error) ? labels.get(error.field) : undefined;
  return label ? { ...error, message: 'web.errors.tooLongField', args: { ...error.args, label } } : error;
}

/** Shows a notice on the next page. @param notice key of its sentence in the catalogue */
export function showNext(reply: FastifyReply, notice: string): void {
  keepCookie(reply, NOTICE_COOKIE, notice, 60);
}

/** Where a person says that it stays. */
const STAY = { staff: '/personnel/rester', family: '/mon-dossier/rester' } as const;

/** The number of a page of a list from the second on; the first is the list itself. */
function pageNumberIn(url: string): number | null {
  const number = Number(new URLSearchParams(url.split('?')[1]).get('page'));
  return Number.isInteger(number) && number > 1 ? number : null;
}

export interface SiteFacts {
  readonly demoDay: Day | null;
  readonly invented: boolean;
  readonly territory: { readonly name: string };
}

/** Renders a page, and adds what every page shows: menu, account, notice, CSRF token. */
@Injectable()
export class PageRenderer {
  constructor(
    private readonly views: ViewEnvironment,
    private readonly words: RequestWords,
    private readonly navigation: Navigation,
    private readonly config: Config,
    private readonly authenticators: Authenticators,
    private readonly demonstration: Demonstration,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly machine: MachineClock,
  ) {}

  /**
   * {@link render} for a page that is the same for all strangers. It holds no token, because a token belongs to one
   * browser.
   */
  renderForStrangers(request: FastifyRequest, reply: FastifyReply, page: Page): string {
    return this.writeHtml(request, reply, page, null);
  }

  render(request: FastifyRequest, reply: FastifyReply, page: Page): string {
    return this.writeHtml(
      request,
      reply,
      page,
      reply.generateCsrf({ userInfo: this.authenticators.sessionsOf(request) }),
    );
  }

  private writeHtml(request: FastifyRequest, reply: FastifyReply, page: Page, csrfToken: string | null): string {
    const everybodys = this.words.transform(request);
    // A page for somebody else than the one it asks about says the same sentences in another voice.
    const voice = page.model['voice'] as Voice | undefined;
    const translator = voice ? everybodys.inVoice(voice) : everybodys;
    void reply.header('content-language', translator.lang);
    const form = shortened(page.model['form'] as GivenForm | undefined);
    // Some errors apply to any field and have to name theirs. The label of a field is known only once the page is
    // rendered. A secret mark, which nobody can have typed, therefore stands for the sentence until then.
    const mark = newSecret();
    const errors = form?.errors.map((error, index) => ({
      field: error.field,
      message: isUnnamed(error) ? `${mark}-${index};` : translator.t(error.message, error.args),
    }));
    const html = renderView(this.views, page.view, translator.lang, {
      ...page.model,
      ...this.chrome(request, reply, translator),
      csrfToken,
      t: translator.t,
      form: form && { values: form.values, errors },
    });
    if (!form?.errors.some(isUnnamed)) return html;
    const labels = labelsIn(html);
    return html.replace(new RegExp(`${mark}-(\\d+);`, 'g'), (_, index: string) => {
      const { message, args } = named(form.errors[Number(index)]!, labels);
      return holdPunctuation(escapeHtml(translator.t(message, args)));
    });
  }

  private chrome(request: FastifyRequest, reply: FastifyReply, translator: Translator): Record<string, unknown> {
    const actor = (request as Partial<ActingRequest>).actor ?? null;
    const path = request.url.split('?')[0]!;
    return {
      lang: translator.lang,
      unlisted: reply.hasHeader(UNLISTED_HEADER),
      path,
      pageNumber: pageNumberIn(request.url),
      ...menuModel(this.navigation, actor, path, translator),
      languages: this.words.links(request, translator),
      account:
        actor?.kind === 'staff'
          ? {
              name: actor.name,
              homeHref: '/personnel',
              signOutHref: '/personnel/deconnexion',
              findsFamilies: mayEver(actor, Permission.ReadDossier),
              loneKeys: request.cookies[LONE_KEYS_COOKIE] === undefined,
            }
          : null,
      familySignedIn: actor?.kind === 'family' && actor.dossierId !== null,
      sessionEnd: this.endOf(actor),
      notice: this.takeNotice(request, reply, translator),
      ...this.describeSite(),
    };
  }

  /** What every page says of the site, the same for everybody. `demoDay`: the day in a demonstration, null elsewhere. */
  describeSite(): SiteFacts {
    return {
      demoDay: this.config.mode === 'demo' ? this.clock.today() : null,
      invented: this.demonstration.isInvented,
      territory: { name: this.settings.territoryName },
    };
  }

  /** When the session of the reader ends, and where to say that one stays. */
  private endOf(actor: Actor | null): Record<string, unknown> | null {
    if ((actor?.kind !== 'staff' && actor?.kind !== 'family') || !actor.sessionEnd) return null;
    return { ...sessionSeconds(actor.sessionEnd, this.machine.now()), stay: STAY[actor.kind] };
  }

  private takeNotice(
    request: FastifyRequest,
    reply: FastifyReply,
    translator: Translator,
  ): { kind: string; text: string } | null {
    const key = request.cookies[NOTICE_COOKIE];
    if (!key) return null;
    dropCookie(reply, NOTICE_COOKIE);
    return translator.has(key)
      ? { kind: key.startsWith(WARNINGS) ? 'warning' : 'success', text: translator.t(key) }
      : null;
  }
}
