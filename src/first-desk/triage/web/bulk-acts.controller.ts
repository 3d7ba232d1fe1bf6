import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Inbox } from '../../../dossier/dossier/index.js';
import { Sentences } from '../../../commissions/commission/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  EmptyForm,
  emptyForm,
  Form,
  ListsFamilies,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  Words,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { STAFF_COOKIE } from '../../../territory/accounts/index.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import { BulkActs } from '../bulk-acts.js';
import { MOST_AT_ONCE } from '../domain/bulk-act.js';
import { BulkActForm, BulkChoicesForm, BulkNextForm, BulkStartForm } from './bulk-act.form.js';
import { bulkModel, choicesIn, shownChoices, wordsErrors } from './bulk-act.presenter.js';
import { InboxFilters } from './inbox-filters.js';
import { inboxAddress } from './inbox-address.js';
import { listed } from './versioned.form.js';

const VIEW = 'triage/bulk-act';
const pageOf = (id: string): string => `/rpe/en-nombre/${id}`;

/** Acts on many requests: chosen in the list, previewed, done by jobs, and told row by row. */
@Controller('rpe/en-nombre')
@ListsFamilies('bulk-act', ['groups.list'], { of: 'bulkId' })
@Allow(Permission.TriageRequests)
export class BulkActsController {
  constructor(
    private readonly acts: BulkActs,
    private readonly requests: Inbox,
    private readonly filters: InboxFilters,
    private readonly clock: Clock,
    private readonly say: Sentences,
    private readonly territory: Territory,
    private readonly choices: ChoiceLists,
  ) {}

  /** Nothing is done yet: the page that follows says what would be. */
  @Post()
  async prepareAct(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(BulkActForm) form: Submitted<BulkActForm>,
    @Req() request: FastifyRequest,
  ): Promise<Page | Redirect> {
    if (!form.ok)
      return refusedPage(VIEW, { title: words.t('bulk.bar'), lead: words.t('bulk.unreadable'), groups: [] }, form);
    const { act, chosen, all, ...query } = form.value;
    const ids = all ? await this.findAll(actor, request, query) : listed(chosen);
    if (ids.length === 0) return redirect(inboxAddress(query), 'bulk.notice.nobody');
    return redirect(pageOf(await this.acts.prepareAct(actor, act, ids)));
  }

  /** An address that was loaded again, for example in another language. */
  @Get()
  showNothing(): Redirect {
    return redirect('/rpe');
  }

  @Get(':bulkId')
  async showAct(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('bulkId') id: string): Promise<Page> {
    const view = await this.acts.readAct(actor, id);
    return page(VIEW, { ...this.modelOf(words, view), form: emptyForm(shownChoices(view.act.choices)) });
  }

  @Post(':bulkId/choix')
  async chooseAgain(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bulkId') id: string,
    @Form(BulkChoicesForm) form: Submitted<BulkChoicesForm>,
  ): Promise<Page | Redirect> {
    const { act } = await this.acts.readAct(actor, id);
    const typed = alsoWrong(form, wordsErrors(act.act, form.values));
    return submitForm(typed, this.again(words, actor, id, 'sessionId'), async (value) => {
      await this.acts.chooseAgain(actor, id, choicesIn(value));
      return redirect(pageOf(id));
    });
  }

  /** Pressed twice, it is done once. */
  @Post(':bulkId')
  async startAct(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bulkId') id: string,
    @Form(BulkStartForm) form: Submitted<BulkStartForm>,
  ): Promise<Page | Redirect> {
    return submitForm(form, this.again(words, actor, id, 'shown'), async ({ shown }) => {
      await this.acts.startAct(actor, id, shown ?? '');
      return redirect(pageOf(id));
    });
  }

  @Post(':bulkId/reprendre')
  async resumeAct(
    @CurrentActor() actor: Actor,
    @Param('bulkId') id: string,
    @Form(EmptyForm) _form: Submitted<EmptyForm>,
  ): Promise<Redirect> {
    await this.acts.resumeAct(actor, id);
    return redirect(pageOf(id));
  }

  /** Another act on those that this one was done to, previewed in its turn. */
  @Post(':bulkId/ensuite')
  async prepareNext(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('bulkId') id: string,
    @Form(BulkNextForm) form: Submitted<BulkNextForm>,
  ): Promise<Page | Redirect> {
    return submitForm(form, this.again(words, actor, id, 'next'), async ({ next }) =>
      redirect(pageOf(await this.acts.prepareNext(actor, id, next))),
    );
  }

  private async findAll(actor: Actor, { cookies }: FastifyRequest, query: Omit<BulkActForm, 'act'>): Promise<string[]> {
    const search = await this.filters.withText(cookies[STAFF_COOKIE], query);
    if (search === null) return [];
    const { filter } = await this.filters.read(actor, { ...search, after: undefined });
    return (await this.requests.listRequests(actor, filter, MOST_AT_ONCE)).map(({ id }) => id);
  }

  private again(words: Translator, actor: Actor, id: string, field: string): FormPage {
    return {
      view: VIEW,
      model: async () => this.modelOf(words, await this.acts.readAct(actor, id)),
      refused: ({ refusal }) => refusedField(field, refusal),
    };
  }

  private modelOf(words: Translator, view: Awaited<ReturnType<BulkActs['readAct']>>): Record<string, unknown> {
    return bulkModel(view, words, {
      today: this.clock.today(),
      say: this.say,
      territory: this.territory,
      choices: this.choices,
    });
  }
}
