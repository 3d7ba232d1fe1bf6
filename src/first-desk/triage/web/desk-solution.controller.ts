import { Controller, Get, Param, Post } from '@nestjs/common';
import { QuestionPresenter, type RequestFile } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  page,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import { DeskRequests } from '../desk-requests.js';
import { agreementValues, readAgreement, REPORTED_KINDS, ReportedSolutionForm } from './agreement.form.js';
import { DeskAnswerPages } from './desk-answer-pages.js';
import { RequestPages } from './request-pages.js';
import { SolutionPages } from './solution-pages.js';
import { toldErrors } from './told.js';

/** Notes what a family found by itself and tells its desk: a nursery of elsewhere, a childminder, a grandmother. */
@Controller('rpe/demandes/:requestId/solution')
@Allow(Permission.TriageRequests)
export class DeskSolutionController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: DeskRequests,
    private readonly acts: DeskActs,
    private readonly solutions: SolutionPages,
    private readonly answers: DeskAnswerPages,
    private readonly questions: QuestionPresenter,
  ) {}

  @Get()
  async askSolution(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    const file = await this.requests.readFile(actor, id);
    return page('triage/agreement', {
      ...(await this.model(words, file)),
      form: emptyForm({ ...agreementValues(file), ...this.answers.lastTold(actor, file) }),
    });
  }

  @Post()
  reportSolution(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(ReportedSolutionForm) form: Submitted<ReportedSolutionForm>,
  ): Promise<Page | Redirect> {
    const reading = form.ok ? readAgreement(form.value, this.solutions.kindOf(words), true) : null;
    return this.pages.answerForm(
      words,
      actor,
      id,
      alsoWrong(form, [...(reading && !reading.ok ? reading.errors : []), ...toldErrors(form)]),
      { view: 'triage/agreement', model: async () => this.model(words, await this.requests.readFile(actor, id)) },
      async ({ version, suffices, toldBy, knownBy }) => {
        if (reading?.ok && toldBy && knownBy)
          await this.acts.reportSolution(actor, { requestId: id, version }, reading.solution, suffices === 'yes', {
            toldBy,
            knownBy,
          });
        return suffices === 'yes' ? 'triage.notice.solved' : 'triage.notice.solvedInPart';
      },
      'agreement',
    );
  }

  private async model(words: Translator, file: RequestFile): Promise<Record<string, unknown>> {
    return {
      ...(await this.solutions.model(words, file, words.t('triage.solution.title'), REPORTED_KINDS)),
      reported: true,
      told: this.questions.toldChoices(
        words,
        file.adults.map(({ details }) => details),
      ),
    };
  }
}
