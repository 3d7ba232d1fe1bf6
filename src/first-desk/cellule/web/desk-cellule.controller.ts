import { Controller, Get, Param, Post } from '@nestjs/common';
import { childWords } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
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
import { CelluleDecisions } from '../cellule-decisions.js';
import { OutcomeForm } from './cellule.forms.js';
import { decisionLines } from './decision-lines.js';

type Model = Record<string, unknown>;

/** The desk reads what the cellule decided for one of its families, and says what became of it. */
@Controller('rpe/demandes/:requestId/cellule')
@Allow(Permission.TriageRequests)
export class DeskCelluleController {
  constructor(
    private readonly decisions: CelluleDecisions,
    private readonly clock: Clock,
  ) {}

  @Get()
  async showDecisions(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('cellule/desk', { ...(await this.model(words, actor, id)), form: emptyForm() });
  }

  @Post()
  sayOutcome(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(OutcomeForm) form: Submitted<OutcomeForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      {
        view: 'cellule/desk',
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => refusedField('outcome', refusal),
      },
      async ({ decision, outcome }) => {
        await this.decisions.sayOutcome(actor, id, decision ?? '', outcome);
        return redirect(`/rpe/demandes/${id}/cellule`, 'cellule.notice.said');
      },
    );
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Model> {
    const { request, decisions } = await this.decisions.readAtDesk(actor, id);
    return {
      title: words.t('cellule.deskTitle', { child: childWords(words, [request]) }),
      base: `/rpe/demandes/${id}`,
      decisions: decisionLines(words, decisions, this.clock.today()),
    };
  }
}
