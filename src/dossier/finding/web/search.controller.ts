import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainWords } from '../../../foundation/kernel/plain-words.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  checkForm,
  dropCookie,
  Form,
  keepCookie,
  ListsFamilies,
  MOST_FOUND_LINES,
  page,
  redirect,
  refusedPage,
  LONE_KEYS_COOKIE,
  Words,
  type FoundLine,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { SessionSearches, STAFF_COOKIE } from '../../../territory/accounts/index.js';
import { readTyped } from '../../dossier/index.js';
import { Search, type FoundOfKind } from '../search.js';
import { SearchForm, SearchQuery } from './search.form.js';

const HERE = '/personnel/chercher';
const A_YEAR = 365 * 24 * 3600;

/** Of what was typed the journal keeps the kind and the length, never a name nor anything it could be told from (0102). */
function searchFacts({ form }: { form?: { values: { text?: unknown } } }): Record<string, string | number> {
  const text = String(form?.values.text ?? '').trim();
  return text === '' ? {} : { search: readTyped(text).kind, length: text.length };
}

interface GroupModel {
  readonly title: string;
  readonly lines: readonly FoundLine[];
  readonly more: { readonly href: string | null; readonly text: string } | null;
}

/** One search for all that staff may find: families, providers, sessions, and the pages themselves. */
@Controller('personnel/chercher')
@Allow(Permission.UseStaffPages)
@ListsFamilies('search', ['groups.lines'], { facts: searchFacts })
export class SearchController {
  constructor(
    private readonly search: Search,
    private readonly searches: SessionSearches,
  ) {}

  @Post()
  async keepSearch(
    @Words() { t }: Translator,
    @Form(SearchForm) sent: Submitted<SearchForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const nothing = sent.ok && !sent.value.text ? [{ field: 'text', message: 'finding.errors.empty' }] : [];
    const form = alsoWrong(sent, nothing);
    if (!form.ok) return refusedPage('finding/search', this.model(t), form);
    return redirect(`${HERE}?searched=${await this.searches.keepSearch(cookies[STAFF_COOKIE], form.value.text!)}`);
  }

  @Get()
  async showFound(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    const { t } = words;
    const query = checkForm(SearchQuery, raw);
    const searched = query.ok ? query.value.searched : undefined;
    const text = searched ? await this.searches.findSearch(cookies[STAFF_COOKIE], searched) : null;
    // The session no longer has the text, because it is another session or has kept newer ones.
    if (!searched || text === null) return page('finding/search', this.model(t));
    const found = await this.search.findAll({ actor, text, words, searched });
    const [only, ...others] = found.flatMap(({ likeness, lines }) => (likeness === 'exact' ? lines : []));
    if (only && others.length === 0) return redirect(only.href);
    const groups = found.map((group) => this.groupModel(t, group));
    return page('finding/search', {
      ...this.model(t),
      form: { values: { text }, errors: [] },
      groups,
      nothing: groups.length === 0 ? t(plainWords(text).length === 0 ? 'finding.unreadable' : 'finding.nothing') : null,
    });
  }

  /** Turns the key that leads to the search off in this browser, or on again. */
  @Post('touche')
  turnKey(@Req() { cookies }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Redirect {
    if (cookies[LONE_KEYS_COOKIE] === undefined) keepCookie(reply, LONE_KEYS_COOKIE, 'off', A_YEAR);
    else dropCookie(reply, LONE_KEYS_COOKIE);
    return redirect(HERE);
  }

  /** The title stands in the history of the browser, and therefore holds nothing of what was typed. */
  private model(t: Translator['t']): Record<string, unknown> {
    return { title: t('finding.title'), groups: [] };
  }

  private groupModel(t: Translator['t'], { code, lines, all }: FoundOfKind): GroupModel {
    const hasMore = lines.length > MOST_FOUND_LINES;
    return {
      title: t(`found.${code}`),
      lines: lines.slice(0, MOST_FOUND_LINES),
      more: hasMore ? { href: all, text: t(all ? 'finding.all' : 'finding.morePrecise') } : null,
    };
  }
}
