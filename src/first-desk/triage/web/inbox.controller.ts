import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Bodies } from '../../../commissions/commission/index.js';
import { SessionSearches, STAFF_COOKIE } from '../../../territory/accounts/index.js';
import { desksTriagedBy, Inbox, INBOX_PAGE, readTyped } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  checkForm,
  dropCookie,
  Form,
  listLeft,
  page,
  redirect,
  refusedPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { RequestAgents } from '../../request-agents/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { SavedViews } from '../../../territory/saved-views/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { FirstContacts } from '../first-contacts.js';
import { InboxMarks } from '../inbox-marks.js';
import { InboxQuery, InboxSearch } from './inbox.form.js';
import { addressToKeep, inboxAddress } from './inbox-address.js';
import { InboxFilters } from './inbox-filters.js';
import { inboxModel } from './inbox.presenter.js';
import { addressLeft } from './lists-left.js';

/**
 * A cookie of an earlier version, which held the names that were searched for. It is removed from browsers that still
 * have it.
 */
const FORMER_COOKIE = 'marelle-recherche';

/** Of what was typed the journal keeps the kind and the length, never a name nor anything it could be told from (0102). */
function searchFacts({ form }: { form?: { values: { text?: unknown } } }): Record<string, string | number> {
  const text = String(form?.values.text ?? '').trim();
  return text === '' ? {} : { search: readTyped(text).kind, length: text.length };
}

/** The inbox of a desk: what is due comes first. */
@Controller('rpe')
@Allow(Permission.TriageRequests)
@ListsFamilies('inbox', ['list', 'beside'], {
  filter: [
    'figure',
    'state',
    'commune',
    'establishment',
    'body',
    'mark',
    'owner',
    'agent',
    'nextAct',
    'dueFrom',
    'dueBy',
    'order',
    'after',
  ],
  facts: searchFacts,
})
export class InboxController {
  constructor(
    private readonly requests: Inbox,
    private readonly marks: InboxMarks,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly searches: SessionSearches,
    private readonly contacts: FirstContacts,
    private readonly filters: InboxFilters,
    private readonly bodies: Bodies,
    private readonly views: SavedViews,
    private readonly agents: RequestAgents,
  ) {}

  @Get()
  async inbox(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    if (request.cookies[FORMER_COOKIE] !== undefined) dropCookie(reply, FORMER_COOKIE);
    const query = checkForm(InboxQuery, raw);
    if (!query.ok) return this.shown(words, actor, query);
    const value = await this.filters.withText(request.cookies[STAFF_COOKIE], query.value);
    // The session no longer has the name, because it is another session or has kept newer names. The other filters
    // still apply.
    if (value === null) return redirect(inboxAddress({ ...query.value, searched: undefined }));
    return this.shown(words, actor, { ok: true, value, values: { ...query.values, ...value } });
  }

  @Post('recherche')
  async search(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(InboxSearch) form: Submitted<InboxSearch>,
    @Req() request: FastifyRequest,
  ): Promise<Page | Redirect> {
    if (!form.ok) return this.shown(words, actor, form);
    const { text, ...filters } = form.value;
    return redirect(
      inboxAddress({
        ...filters,
        searched: text ? await this.searches.keepSearch(request.cookies[STAFF_COOKIE], text) : undefined,
      }),
    );
  }

  /**
   * A refused search is shown on the address of the form. Asking for it again, for example in another language, leads
   * to the inbox.
   */
  @Get('recherche')
  searchAgain(): Redirect {
    return redirect('/rpe');
  }

  /** Back from a request to the list in which it was found, on the same page. */
  @Get('retour')
  backToList(@Query('de') requestId: unknown, @Req() request: FastifyRequest): Redirect {
    return redirect(addressLeft(listLeft(request, String(requestId))));
  }

  private async shown(words: Translator, actor: Actor, query: Submitted<InboxSearch>): Promise<Page> {
    const model = await this.model(words, actor, query.ok ? query.value : {});
    return query.ok
      ? page('triage/inbox', { ...model, form: { values: query.values, errors: [] } })
      : refusedPage('triage/inbox', model, query);
  }

  private async model(words: Translator, actor: Actor, query: InboxSearch): Promise<Record<string, unknown>> {
    const today = this.clock.today();
    const { filter, figure } = await this.filters.read(actor, query);
    const { among } = filter;
    const page = await this.requests.listRequests(actor, filter);
    const urgent = Object.keys(filter).length === 0 ? await this.requests.listUrgent(actor, today) : [];
    // An emergency stands first, and once.
    const rows = [...urgent, ...page.filter(({ id }) => !urgent.some((row) => row.id === id))];
    return inboxModel(
      query,
      {
        rows,
        urgent: urgent.length,
        last: page.length === INBOX_PAGE ? page.at(-1)! : null,
        marks: await this.marks.findMarks(rows),
        missing: await this.marks.findMissing(rows),
        counts: await this.requests.countRequests(actor, today),
        beside: await this.requests.findBeside(actor, filter),
        listed: await this.requests.countListed(actor, filter),
        uncontacted: await this.contacts.countUncontacted(actor),
        bodies: await this.bodies.listBodies(),
        agents: await this.agents.listAgents(desksTriagedBy(actor)),
        views: await this.views.viewsOf(actor, addressToKeep(query)),
        figure: figure && { ...figure, due: among ? await this.requests.countAmong(actor, among) : null },
      },
      today,
      words,
      { supply: this.supply, territory: this.territory },
    );
  }
}
