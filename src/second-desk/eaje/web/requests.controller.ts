import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { Type } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Adaptations } from '../../../commissions/adaptation/index.js';
import { DeskQuestions } from '../../../commissions/desk-questions/index.js';
import { Dossiers, needsAdaptation, type RequestFile } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Offers } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  checkForm,
  Form,
  keepList,
  listLeft,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  Words,
  type Neighbours,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Admissions } from '../admission.js';
import { AdmissionRevocations } from '../admission-revocations.js';
import { NamedRequests, type NamedRequest } from '../named-requests.js';
import { OwnEstablishments } from '../own-establishments.js';
import { EajeSessionListing } from '../eaje-session-listing.js';
import { ShorterWeeks, ShorterWeekWords } from '../../../commissions/shorter-weeks/index.js';
import { SavedViews } from '../../../territory/saved-views/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { addressToKeep, foundAt, namedAddress, namedListLeft } from './named-list-left.js';
import { namedFilter, NamedQuery } from './named-requests.form.js';
import { NamedRequestsPresenter } from './named-requests.presenter.js';
import { RequestPresenter } from './request.presenter.js';

class ListingForm {
  @IsString({ message: 'eaje.errors.sessionMissing' })
  sessionId: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'eaje.errors.version' })
  version?: number;
}

/** The requests that name an establishment, and one of them as its director may see it. */
@Controller('eaje')
@Allow(Permission.DeclarePlaces)
export class EajeRequestsController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly named: NamedRequests,
    private readonly dossiers: Dossiers,
    private readonly offers: Offers,
    private readonly listing: EajeSessionListing,
    private readonly questions: DeskQuestions,
    private readonly adaptations: Adaptations,
    private readonly revocations: AdmissionRevocations,
    private readonly admissions: Admissions,
    private readonly weeks: ShorterWeeks,
    private readonly shorterWords: ShorterWeekWords,
    private readonly presenter: RequestPresenter,
    private readonly list: NamedRequestsPresenter,
    private readonly views: SavedViews,
  ) {}

  @Get(':establishmentId/demandes')
  @ListsFamilies('named-requests', ['list'], {
    of: 'establishmentId',
    filter: ['etat', 'commune', 'premier', 'avant', 'ordre', 'apres'],
  })
  async listRequests(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const query = checkForm(NamedQuery, raw);
    const value = query.ok ? query.value : {};
    const found = await this.named.readPage(actor, provider.id, namedFilter(value));
    const model = {
      ...this.list.listModel(words, provider, value, found),
      views: await this.views.viewsOf(actor, addressToKeep(provider.id, value)),
    };
    return query.ok
      ? page('eaje/requests', { ...model, form: { values: query.values, errors: [] } })
      : refusedPage('eaje/requests', model, query);
  }

  @Get('demandes/:requestId')
  async showRequest(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') requestId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    const { provider, file } = await this.readRequest(actor, requestId);
    const model = await this.model(words, actor, provider, file);
    keepList(request, reply, requestId);
    return page('eaje/request', {
      ...model,
      ...(await this.readList(actor, provider.id, requestId, listLeft(request, requestId))),
    });
  }

  @Post('demandes/:requestId/seance')
  @Allow(Permission.ListForSession)
  async listForSession(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') requestId: string,
    @Form(ListingForm) form: Submitted<ListingForm>,
  ): Promise<Page | Redirect> {
    const { provider, file } = await this.readRequest(actor, requestId);
    return submitForm(
      form,
      {
        view: 'eaje/request',
        model: () => this.model(words, actor, provider, file),
        refused: ({ refusal }) => refusedField('sessionId', refusal),
      },
      async ({ sessionId, version }) => {
        await this.listing.listRequest(actor, requestId, sessionId, version);
        return redirect(`/eaje/demandes/${requestId}`, 'eaje.notice.listed');
      },
    );
  }

  /** The way back to the list from which a request was opened, and those before and after it there. */
  private async readList(
    actor: Actor,
    providerId: string,
    requestId: string,
    kept: string | undefined,
  ): Promise<{ back?: string; neighbours?: Neighbours }> {
    const list = namedListLeft(providerId, kept);
    if (!list) return {};
    const back = namedAddress(providerId, list.query);
    if (list.value === undefined) return { back };
    const place = { value: list.value, id: requestId };
    const { previous, next } = await this.named.findBeside(actor, providerId, namedFilter(list.query), place);
    const at = (row: NamedRequest | null): string | null => row && foundAt(providerId, list.query, row);
    return { back, neighbours: { previous: at(previous), next: at(next) } };
  }

  /** @throws NotFound when the request names none of the director's establishments */
  private async readRequest(actor: Actor, requestId: string): Promise<{ provider: Provider; file: RequestFile }> {
    const file = await this.dossiers.requestFile(actor, requestId);
    const provider = this.own.listOwn(actor).find(({ id }) => file.wishes.some((wish) => wish.providerId === id));
    if (!provider) throw new NotFound('request');
    return { provider, file };
  }

  /** The link to the questions, which says how many stand without an answer. */
  private async questionsOf({ t }: Translator, requestId: string, providerId: string): Promise<object> {
    const asked = await this.questions.listOf(requestId, providerId);
    return {
      href: `/eaje/demandes/${requestId}/questions`,
      text: t('deskQuestion.link', {
        count: asked.length,
        open: asked.filter(({ answeredAt }) => answeredAt === null).length,
      }),
    };
  }

  /** The link to the steps of an adaptation; null for a child whose family asks for none. */
  private async adaptationOf({ t }: Translator, actor: Actor, { request }: RequestFile): Promise<object | null> {
    if (!needsAdaptation(request)) return null;
    const { steps } = await this.adaptations.readFollowed(actor, request.id);
    return {
      href: `/eaje/demandes/${request.id}/adaptation`,
      text: t('adaptation.followLink', { count: steps.length }),
    };
  }

  private async model(
    words: Translator,
    actor: Actor,
    provider: Provider,
    file: RequestFile,
  ): Promise<Record<string, unknown>> {
    const requestId = file.request.id;
    const offers = await this.offers.offersOf(requestId);
    const takeBack = offers.find((offer) => this.revocations.mayTakeBack(actor, offer));
    const placements = await this.named.placesOf(requestId);
    return {
      ...this.presenter.fileModel(words, provider, file, offers, placements, {
        takeBackId: takeBack?.id ?? null,
        admitsBy: await this.admissions.actionFor(provider.id),
      }),
      questions: await this.questionsOf(words, requestId, provider.id),
      adaptation: await this.adaptationOf(words, actor, file),
      shorterWeeks: (await this.weeks.listOf([requestId], provider.id)).map((week) =>
        this.shorterWords.line(words, week),
      ),
      ...this.presenter.listing(words, file, await this.listing.choicesFor(file, provider)),
    };
  }
}
