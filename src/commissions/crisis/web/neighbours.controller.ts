import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ClosureGuests } from '../closure-guests.js';
import { ClosureRecords } from '../closure-records.js';
import { Neighbours } from '../neighbours.js';
import { AskForm, LendForm, readLent, tickedSections } from './closure.forms.js';
import { NeighboursPresenter } from './neighbours.presenter.js';

type Model = Record<string, unknown>;

/** Neighbours are asked to lend seats, and answer on a page of their own. */
@Controller('fermetures/:closureId')
@Allow(Permission.HandleClosures)
export class NeighboursController {
  constructor(
    private readonly records: ClosureRecords,
    private readonly neighbours: Neighbours,
    private readonly guests: ClosureGuests,
    private readonly presenter: NeighboursPresenter,
  ) {}

  @Get('voisins')
  async listNeighbours(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
  ): Promise<Page> {
    return page('crisis/neighbours', await this.askModel(words, actor, id));
  }

  @Post('voisins')
  async askNeighbours(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Form(AskForm) form: Submitted<AskForm>,
  ): Promise<Page | Redirect> {
    await this.records.readLed(actor, id);
    return submitForm(
      form,
      {
        view: 'crisis/neighbours',
        model: () => this.askModel(words, actor, id),
        refused: ({ refusal }) => refusedField('establishments', refusal),
      },
      async ({ version, establishments }) => {
        await this.neighbours.askNeighbours(actor, id, Number(version), tickedSections(establishments));
        return redirect(`/fermetures/${id}/voisins`, 'crisis.notice.asked');
      },
    );
  }

  @Get('prets/:establishmentId')
  async showLending(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Param('establishmentId') establishmentId: string,
  ): Promise<Page> {
    return page('crisis/lending', await this.lendModel(words, actor, id, establishmentId));
  }

  @Post('prets/:establishmentId')
  async lendSeats(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('closureId') id: string,
    @Param('establishmentId') establishmentId: string,
    @Form(LendForm) form: Submitted<LendForm>,
  ): Promise<Page | Redirect> {
    await this.neighbours.readLending(actor, id, establishmentId);
    return submitForm(
      form,
      {
        view: 'crisis/lending',
        model: () => this.lendModel(words, actor, id, establishmentId),
        refused: ({ refusal }) => refusedField('seats', refusal),
      },
      async (value) => {
        await this.neighbours.answer(actor, id, establishmentId, readLent(value));
        return redirect(`/fermetures/${id}/prets/${establishmentId}`, 'crisis.notice.lent');
      },
    );
  }

  private async askModel(words: Translator, actor: Actor, id: string): Promise<Model> {
    const closure = await this.records.readLed(actor, id);
    const candidates = this.neighbours.listCandidates(closure);
    const toCall = await this.neighbours.listToCall(candidates.map((one) => one.id));
    return this.presenter.askModel(words, closure, candidates, await this.neighbours.listAsked(id), toCall);
  }

  private async lendModel(words: Translator, actor: Actor, id: string, establishmentId: string): Promise<Model> {
    const file = await this.neighbours.readLending(actor, id, establishmentId);
    return this.presenter.lendModel(words, file, await this.guests.listGuests(actor, file));
  }
}
