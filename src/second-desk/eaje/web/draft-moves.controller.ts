import { Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  ListsFamilies,
  alsoWrong,
  EmptyForm,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Children, type ChildHere } from '../children.js';
import { OwnEstablishments } from '../own-establishments.js';
import { YearDrafts } from '../year-drafts.js';
import { fieldOfRefusal, isMoveKind, MoveForm, readMove } from './draft.form.js';
import { DraftPresenter } from './draft.presenter.js';
import { MovePresenter } from './move.presenter.js';

/** The moves of a draft: each kind has a page of its own. */
@Controller('eaje/:establishmentId/annee/essais/:draftId')
@Allow(Permission.DeclarePlaces)
export class EajeDraftMovesController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly children: Children,
    private readonly drafts: YearDrafts,
    private readonly moves: MovePresenter,
    private readonly presenter: DraftPresenter,
  ) {}

  @Get('ajouter/:kind')
  @ListsFamilies('year-draft', ['children'], { of: 'draftId' })
  async showMove(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('draftId') draftId: string,
    @Param('kind') kind: string,
  ): Promise<Page> {
    const provider = this.own.readOwn(actor, id);
    const draft = await this.drafts.readDraft(provider, draftId);
    if (!isMoveKind(kind)) throw new NotFound('move');
    const { present } = await this.children.listChildren(actor, provider);
    return page('eaje/draft-move', this.moves.formModel(words, provider, draft, kind, present));
  }

  @Post('ajouter/:kind')
  @ListsFamilies('year-draft', ['children'], { of: 'draftId' })
  async addMove(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('draftId') draftId: string,
    @Param('kind') kind: string,
    @Form(MoveForm) form: Submitted<MoveForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    const draft = await this.drafts.readDraft(provider, draftId);
    if (!isMoveKind(kind)) throw new NotFound('move');
    const { present } = await this.children.listChildren(actor, provider);
    const wrong: FieldError[] = [];
    const move = readMove(kind, form.values, this.choices(provider.id, present), wrong);
    return submitForm(
      alsoWrong(form, wrong),
      {
        view: 'eaje/draft-move',
        model: () => this.moves.formModel(words, provider, draft, kind, present),
        refused: ({ refusal }) => refusedField(fieldOfRefusal(kind, refusal.code), refusal),
      },
      async () => {
        await this.drafts.addMove(actor, provider, draftId, move);
        return redirect(`/eaje/${provider.id}/annee/essais/${draftId}`, 'eaje.notice.draftMove');
      },
    );
  }

  @Post('retirer/:number')
  @ListsFamilies('year-draft', ['moves'], { of: 'draftId' })
  async removeMove(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('draftId') draftId: string,
    @Param('number') number: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      form,
      {
        view: 'eaje/draft',
        model: async () =>
          this.presenter.model(
            words,
            provider,
            await this.drafts.openDraft(actor, provider, draftId, this.clock.today(), 'expected'),
          ),
        refused: ({ refusal }) => refusedField('moves', refusal),
      },
      async () => {
        await this.drafts.removeMove(actor, provider, draftId, Number(number));
        return redirect(`/eaje/${provider.id}/annee/essais/${draftId}`, 'eaje.notice.draftMoveRemoved');
      },
    );
  }

  private choices(providerId: string, present: readonly ChildHere[]) {
    return {
      children: present.map(({ placement }) => placement.id),
      sections: this.supply.sectionsOf(providerId).map(({ id }) => id),
    };
  }
}
