import { Controller } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { CelluleDecisions } from '../cellule-decisions.js';
import { OutcomeForm } from './cellule.forms.js';
import { decisionLines } from './decision-lines.js';

/** The desk reads what the cellule decided for one of its families, and says what became of it. */
@Controller('rpe/demandes/:requestId/cellule')
@Allow(Permission.TriageRequests)
export class DeskCellule {
  constructor(
    private readonly decisions: CelluleDecisions,
    private readonly clock: Clock,
  ) {}

  @Show()
  async showDecisions(visit: Visit): Promise<Page> {
    return page('cellule/desk', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('', OutcomeForm)
  sayOutcome(visit: Visit<OutcomeForm>): Promise<Page | Redirect> {
    const requestId = visit.id('requestId');
    return visit.submit(
      {
        view: 'cellule/desk',
        model: () => this.model(visit),
        refused: ({ refusal }) => refusedField('outcome', refusal),
      },
      async ({ decision, outcome }) => {
        await this.decisions.sayOutcome(visit.actor, requestId, decision ?? '', outcome);
        return redirect(`/rpe/demandes/${requestId}/cellule`, 'cellule.notice.said');
      },
    );
  }

  private async model({ words, actor, id }: Visit<object>): Promise<Record<string, unknown>> {
    const { request, decisions } = await this.decisions.readAtDesk(actor, id('requestId'));
    return {
      title: words.t('cellule.deskTitle', { child: childForStaff(words, request) }),
      base: `/rpe/demandes/${request.id}`,
      decisions: decisionLines(words, decisions, this.clock.today()),
    };
  }
}
