import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  type Actor,
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
} from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  alsoWrong,
  csvOf,
  Download,
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  TakesFields,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { OwnEstablishments } from '../own-establishments.js';
import { Preparations } from '../preparations.js';
import { PreparationPresenter, requestField, type PreparationQuery } from './preparation.presenter.js';

/** One box for each request, and a list holds at most a thousand. */
const MOST_FIELDS = 1100;
const CHOSEN = /^[0-9a-f-]{36}:\d{1,9}$/;

class ChosenForm {
  @IsOptional()
  @Matches(CHOSEN, { each: true, message: 'eaje.errors.chosen' })
  'request[]'?: string | string[];

  /** Every request that the page shows and that is not listed yet. */
  @IsOptional()
  @Matches(CHOSEN, { each: true, message: 'eaje.errors.chosen' })
  'shown[]'?: string | string[];

  @IsOptional() @IsIn(['shown'], { message: 'eaje.errors.chosen' }) all?: 'shown';
}

/** Before a session: who asks for the establishment, how each fits its free seats, and who is put before the session. */
@Controller('eaje/:establishmentId/seances/:sessionId')
@ListsFamilies('preparation', ['rows'], { of: 'establishmentId', filter: ['accord', 'inscription', 'tri', 'page'] })
@Allow(Permission.DeclarePlaces)
export class EajePreparationController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly preparations: Preparations,
    private readonly presenter: PreparationPresenter,
  ) {}

  @Get('preparation')
  async showPreparation(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('sessionId') sessionId: string,
    @Query() asked: PreparationQuery,
  ): Promise<Page> {
    return page('eaje/preparation', { ...(await this.model(words, actor, id, sessionId, asked)), form: emptyForm() });
  }

  @FreshProof()
  @Get('preparation.csv')
  async readCsv(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('sessionId') sessionId: string,
    @Query() asked: PreparationQuery,
  ): Promise<Download> {
    const provider = this.own.readOwn(actor, id);
    const open = await this.preparations.findSession(provider, sessionId);
    const requests = this.presenter.chosen(await this.preparations.listRequests(actor, provider, open), asked);
    await this.preparations.recordFile(actor, provider, requests);
    return new Download(csvOf(this.presenter.lines(words, requests)), 'preparation.csv', 'text/csv; charset=utf-8');
  }

  @TakesFields(MOST_FIELDS)
  @Post('preparation')
  @Allow(Permission.ListForSession)
  async listForSession(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('sessionId') sessionId: string,
    @Form(ChosenForm) form: Submitted<ChosenForm>,
    @Query() asked: PreparationQuery,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    await this.preparations.findSession(provider, sessionId);
    const chosen = form.ok ? chosenIn(form.value).map(readChosen) : [];
    const model = () =>
      this.model(
        words,
        actor,
        id,
        sessionId,
        asked,
        chosen.map((one) => one.id),
      );
    const nothing = form.ok && chosen.length === 0 ? [{ field: 'requests', message: 'eaje.errors.chosen' }] : [];
    return submitForm(
      alsoWrong(form, nothing),
      { view: 'eaje/preparation', model, refused: ({ refusal }) => refusedField('requests', refusal) },
      async () => {
        const refused = await this.preparations.listForSession(actor, sessionId, chosen);
        if (refused.length === 0)
          return redirect(this.presenter.addressOf(provider.id, sessionId, asked), 'eaje.notice.listedAll');
        return refusedPage('eaje/preparation', await model(), {
          values: {},
          errors: refused.map((one) => refusedField(requestField(one.id), one.refusal)),
        });
      },
    );
  }

  private async model(
    words: Translator,
    actor: Actor,
    id: string,
    sessionId: string,
    asked: PreparationQuery,
    chosenIds: readonly Id[] = [],
  ): Promise<Record<string, unknown>> {
    const provider = this.own.readOwn(actor, id);
    const open = await this.preparations.findSession(provider, sessionId);
    if (open.fixed)
      return this.presenter.casesModel(words, provider, open, await this.preparations.listCases(actor, provider, open));
    const requests = await this.preparations.listRequests(actor, provider, open);
    const named = await this.preparations.countNamed(actor, provider);
    return this.presenter.listModel(words, provider, open, { requests, named: named.open }, asked, chosenIds);
  }
}

const chosenIn = (value: ChosenForm): string[] => [(value.all ? value['shown[]'] : value['request[]']) ?? []].flat();

function readChosen(value: string): { id: Id; version: number } {
  const [id, version] = value.split(':') as [Id, string];
  return { id, version: Number(version) };
}
