import { Controller, Get, Param, Post } from '@nestjs/common';
import { Sentences } from '../../../commissions/commission/index.js';
import {
  ChangeDecisions,
  ChangesForm,
  ChangesPresenter,
  NOTICE_OF,
  readPress,
} from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';

/** The proposed changes of a dossier, which its desk accepts or refuses. */
@Controller('rpe/dossiers/:dossierId/reponses')
@Allow(Permission.TriageRequests)
export class DeskChangesController {
  constructor(
    private readonly decisions: ChangeDecisions,
    private readonly present: ChangesPresenter,
    private readonly say: Sentences,
  ) {}

  @Get()
  async showChanges(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('dossierId') id: string,
  ): Promise<Page> {
    return page('triage/changes', await this.model(words, actor, id));
  }

  @Post()
  async press(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('dossierId') id: string,
    @Form(ChangesForm) form: Submitted<ChangesForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'triage/changes',
        model: () => this.model(words, actor, id),
        refused: ({ refusal, status }) => (status === 422 ? this.say.asError(words, 'press', refusal) : null),
      },
      async ({ press }) => {
        const decision = readPress(press);
        await this.decisions.decideChange(actor, id, decision);
        return redirect(`/rpe/dossiers/${id}/reponses`, NOTICE_OF[decision.act]);
      },
    );
  }

  private async model(words: Translator, actor: Actor, dossierId: string): Promise<Record<string, unknown>> {
    const changes = await this.decisions.readChanges(actor, dossierId);
    const [first] = changes.held.requests;
    return {
      ...this.present.page(words, changes, `/rpe/dossiers/${dossierId}/reponses`, true),
      back: first ? `/rpe/demandes/${first.id}` : '/rpe',
    };
  }
}
