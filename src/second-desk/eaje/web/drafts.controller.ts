import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  csvOf,
  Download,
  Form,
  ListsFamilies,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { OwnEstablishments } from '../own-establishments.js';
import { YearsAhead } from '../year-ahead.js';
import { DraftAdoption } from '../draft-adoption.js';
import { MOST_COMPARED, YearDrafts, type OpenDraft } from '../year-drafts.js';
import { AdoptForm, DraftForm } from './draft.form.js';
import { DraftPresenter } from './draft.presenter.js';
import { DraftsComparedPresenter } from './drafts-compared.presenter.js';
import { dayParameter } from './eaje-words.js';
import { movesViewParameter, type YearQuery } from './moves-view.js';
import { YearPresenter } from './year.presenter.js';

/** What the directors of an establishment try out on the year ahead. */
@Controller('eaje/:establishmentId/annee/essais')
@Allow(Permission.DeclarePlaces)
export class EajeDraftsController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly clock: Clock,
    private readonly years: YearsAhead,
    private readonly drafts: YearDrafts,
    private readonly adoption: DraftAdoption,
    private readonly yearPresenter: YearPresenter,
    private readonly presenter: DraftPresenter,
    private readonly compared: DraftsComparedPresenter,
  ) {}

  @Post()
  @ListsFamilies('year-ahead', ['changes'], { of: 'establishmentId' })
  async createDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Form(DraftForm) form: Submitted<DraftForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      form,
      {
        view: 'eaje/year',
        model: () => this.yearModel(words, actor, provider),
        refused: ({ refusal }) => refusedField('name', refusal),
      },
      async ({ name }) => {
        const draft = await this.drafts.createDraft(actor, provider, name.trim());
        return redirect(`/eaje/${provider.id}/annee/essais/${draft.id}`, 'eaje.notice.draftCreated');
      },
    );
  }

  /** Drafts side by side: those that are named by `essai`, else the latest. */
  @Get()
  async compareDrafts(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() { essai: chosen, passages }: YearQuery & { readonly essai?: string | string[] },
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const all = (await this.drafts.listDrafts(provider)).filter(({ adoptedAt }) => adoptedAt === null);
    const named = all.filter((draft) => [chosen ?? []].flat().includes(draft.id));
    const shown = (named.length > 0 ? named : all).slice(0, MOST_COMPARED);
    const view = movesViewParameter(passages);
    const open = await this.drafts.openDrafts(actor, provider, shown, this.clock.today(), view);
    return page(
      'eaje/drafts-compared',
      this.compared.model(words, provider, all, { open, view, wereTooMany: named.length > MOST_COMPARED }),
    );
  }

  @Get(':draftId')
  @ListsFamilies('year-draft', ['moves', 'waiting'], { of: 'draftId', filter: ['du', 'passages'] })
  async showDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('draftId') draftId: string,
    @Query() asked: YearQuery,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const open = await this.readDraft(actor, provider, draftId, asked);
    return page('eaje/draft', this.presenter.model(words, provider, open));
  }

  @Get(':draftId/annee.csv')
  async readCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('draftId') draftId: string,
    @Query() asked: YearQuery,
  ): Promise<Download> {
    const provider = this.own.readOwn(actor, id);
    const { sections } = await this.readDraft(actor, provider, draftId, asked);
    const years = sections.map(({ sectionId, after }) => ({ sectionId, weeks: after }));
    return new Download(csvOf(this.yearPresenter.lines(words, years)), 'essai.csv', 'text/csv; charset=utf-8');
  }

  /** Declares what the draft tries out, all of it or nothing. */
  @Post(':draftId/adopter')
  @ListsFamilies('year-draft', ['moves', 'waiting'], { of: 'draftId' })
  async adoptDraft(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('draftId') draftId: string,
    @Form(AdoptForm) form: Submitted<AdoptForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const open = (): Promise<OpenDraft> => this.readDraft(actor, provider, draftId, {});
    return submitForm(
      form,
      {
        view: 'eaje/draft',
        model: async () => this.presenter.model(words, provider, await open()),
        refused: async ({ refusal }) => this.presenter.refusedAdoption(words, await open(), refusal),
      },
      async ({ version }) => {
        await this.adoption.adoptDraft(actor, provider, draftId, Number(version));
        return redirect(`/eaje/${provider.id}/annee`, 'eaje.notice.draftAdopted');
      },
    );
  }

  @Get(':draftId/jeter')
  async askToDiscard(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('draftId') draftId: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    return page(
      'eaje/draft-discard',
      this.presenter.discardModel(words, provider, await this.drafts.readDraft(provider, draftId)),
    );
  }

  @Post(':draftId/jeter')
  async discardDraft(
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('draftId') draftId: string,
  ): Promise<Redirect> {
    const provider = this.own.readOwn(actor, id);
    await this.drafts.discardDraft(actor, provider, draftId);
    return redirect(`/eaje/${provider.id}/annee`, 'eaje.notice.draftDiscarded');
  }

  private readDraft(
    actor: Actor,
    provider: Provider,
    draftId: string,
    { du, passages }: YearQuery,
  ): Promise<OpenDraft> {
    const from = dayParameter(du, this.clock.today());
    return this.drafts.openDraft(actor, provider, draftId, from, movesViewParameter(passages));
  }

  private async yearModel(words: Translator, actor: Actor, provider: Provider): Promise<Record<string, unknown>> {
    const year = await this.years.readYear(actor, provider, this.clock.today(), 'expected');
    return this.yearPresenter.model(words, provider, year, await this.drafts.listDrafts(provider));
  }
}
