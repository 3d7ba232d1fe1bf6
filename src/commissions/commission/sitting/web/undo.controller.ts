import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { DecisionActs } from '../decision-acts.js';
import { SessionQueries } from '../session-queries.js';
import { UndoForm } from './sitting.form.js';
import { UndoPresenter } from './undo.presenter.js';

/** Undoes what was decided at one press. It asks first where something else was decided since. */
@Allow(Permission.RunSession)
@Controller('commissions/:id/seance/actes/:actId/annuler')
export class UndoController {
  constructor(
    private readonly queries: SessionQueries,
    private readonly acts: DecisionActs,
    private readonly presenter: UndoPresenter,
    private readonly say: Sentences,
  ) {}

  @Get()
  async asking(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('actId') actId: string,
  ): Promise<Page> {
    return page('commission/sitting/undo', { ...(await this.model(words, actor, id, actId)), form: emptyForm() });
  }

  @Post()
  async undo(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('actId') actId: string,
    @Form(UndoForm) form: Submitted<UndoForm>,
  ): Promise<Page | Redirect> {
    await this.model(words, actor, id, actId);
    return submitForm(
      form,
      {
        view: 'commission/sitting/undo',
        model: () => this.model(words, actor, id, actId),
        // What was decided since is asked about on the page itself, and not as a mistake.
        refused: ({ refusal }) =>
          refusal.code === 'undo.changedSince'
            ? {}
            : { model: { refused: this.say.refusalSentence(words, refusal) }, values: {} },
      },
      async ({ version, changed }) => {
        await this.acts.undoAct(actor, id, actId, changed ?? null, version);
        return redirect(`/commissions/${id}/seance`, 'commission.notice.undone');
      },
    );
  }

  private async model(words: Translator, actor: Actor, id: string, actId: string): Promise<Record<string, unknown>> {
    const sitting = await this.queries.readSitting(actor, id);
    return this.presenter.model(words, sitting, await this.acts.readAct(id, sitting.agenda, actId));
  }
}
