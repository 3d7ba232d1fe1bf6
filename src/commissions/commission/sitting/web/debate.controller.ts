import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../../foundation/platform/security/index.js';
import {
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
import { Debates } from '../debates.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { DebateForm, debateIn } from './debate.form.js';
import { DebatePresenter } from './debate.presenter.js';

/** What members discuss of one case, and how they vote. */
@Controller('commissions/:id/seance/:candidacyId/debat')
@Allow(Permission.RunSession)
export class DebateController {
  constructor(
    private readonly queries: SessionQueries,
    private readonly debates: Debates,
    private readonly presenter: DebatePresenter,
    private readonly say: Sentences,
  ) {}

  @Get()
  async showDebate(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
  ): Promise<Page> {
    const { model, values } = await this.read(words, actor, id, candidacyId);
    return page('commission/sitting/debate', { ...model, form: { values, errors: [] } });
  }

  @Post()
  async recordDebate(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('candidacyId') candidacyId: string,
    @Form(DebateForm) form: Submitted<DebateForm>,
  ): Promise<Page | Redirect> {
    const { model } = await this.read(words, actor, id, candidacyId);
    return submitForm(
      form,
      {
        view: 'commission/sitting/debate',
        model: () => model,
        refused: async ({ refusal }) => ({
          values: { ...form.values, version: (await this.readRunnable(actor, id)).session.version },
          errors: [this.say.asError(words, model['named'] === true ? 'v0' : 'for', refusal)],
        }),
      },
      async (value) => {
        await this.debates.recordDebate(actor, id, candidacyId, debateIn(value), value.version);
        return redirect(`/commissions/${id}/seance/${candidacyId}`, 'commission.notice.debate');
      },
    );
  }

  private async read(
    words: Translator,
    actor: Actor,
    id: string,
    candidacyId: string,
  ): Promise<{ model: Record<string, unknown>; values: Record<string, unknown> }> {
    const sitting = await this.readRunnable(actor, id);
    const { voters, debate } = await this.debates.readCase(id, candidacyId);
    return {
      model: this.presenter.model(words, sitting, candidacyId, voters),
      values: this.presenter.formValues(sitting, debate, voters),
    };
  }

  /** @throws NotFound for a person who does not run the session */
  private async readRunnable(actor: Actor, id: string): Promise<Sitting> {
    const sitting = await this.queries.readSitting(actor, id);
    if (!sitting.mayRun) throw new NotFound('session');
    return sitting;
  }
}
