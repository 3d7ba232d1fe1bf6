import { Controller, Get, Param, Post } from '@nestjs/common';
import { isDay } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  dayInputs,
  emptyForm,
  Form,
  page,
  readDay,
  weekInputs,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import { DeskRequests } from '../desk-requests.js';
import { EndSolutionForm, readAgreement, REPORTED_KINDS, ReportedSolutionForm } from './agreement.form.js';
import { RequestPages } from './request-pages.js';
import { solutionName } from './request-words.js';
import { SolutionPages } from './solution-pages.js';

/** Corrects an agreement, or a solution that a family found, and ends it. */
@Controller('rpe/demandes/:requestId/solutions/:solutionId')
@Allow(Permission.RecordAgreement)
export class SolutionLineController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: DeskRequests,
    private readonly acts: DeskActs,
    private readonly solutions: SolutionPages,
  ) {}

  @Get()
  async askCorrection(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('solutionId') solutionId: string,
  ): Promise<Page> {
    const { file, line } = await this.requests.readSolution(actor, id, solutionId);
    return page('triage/agreement', {
      ...(await this.correctionModel(words, actor, id, solutionId)),
      form: emptyForm({
        kind: line.kind,
        providerId: line.providerId,
        providerLabel: line.providerLabel,
        ...dayInputs('from', line.from),
        ...dayInputs('to', line.to),
        ...weekInputs(line.week ?? {}),
        suffices: file.request.state === 'placed' ? 'yes' : '',
      }),
    });
  }

  @Post()
  async correctSolution(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('solutionId') solutionId: string,
    @Form(ReportedSolutionForm) form: Submitted<ReportedSolutionForm>,
  ): Promise<Page | Redirect> {
    await this.requests.readSolution(actor, id, solutionId);
    const reading = form.ok ? readAgreement(form.value, this.solutions.kindOf(words), true) : null;
    return this.pages.answerForm(
      words,
      actor,
      id,
      alsoWrong(form, reading && !reading.ok ? reading.errors : []),
      { view: 'triage/agreement', model: () => this.correctionModel(words, actor, id, solutionId) },
      async ({ version, suffices }) => {
        if (reading?.ok)
          await this.acts.correctSolution(
            actor,
            { requestId: id, version },
            solutionId,
            reading.solution,
            suffices === 'yes',
          );
        return 'triage.notice.solutionCorrected';
      },
      'agreement',
    );
  }

  @Get('fin')
  async askEnd(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('solutionId') solutionId: string,
  ): Promise<Page> {
    const { today } = this.pages.screen(words);
    return page('triage/solution-end', {
      ...(await this.endModel(words, actor, id, solutionId)),
      form: emptyForm(dayInputs('lastDay', today)),
    });
  }

  @Post('fin')
  async endSolution(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('solutionId') solutionId: string,
    @Form(EndSolutionForm) form: Submitted<EndSolutionForm>,
  ): Promise<Page | Redirect> {
    await this.requests.readSolution(actor, id, solutionId);
    const lastDay = form.ok ? readDay({ ...form.value }, 'lastDay') : null;
    return this.pages.answerForm(
      words,
      actor,
      id,
      alsoWrong(form, form.ok && !isDay(lastDay) ? [{ field: 'lastDay', message: 'triage.errors.to' }] : []),
      { view: 'triage/solution-end', model: () => this.endModel(words, actor, id, solutionId) },
      async ({ version, afterSolution }) => {
        if (isDay(lastDay))
          await this.acts.endSolution(actor, { requestId: id, version }, solutionId, lastDay, afterSolution);
        return 'triage.notice.solutionEnded';
      },
      'lastDay',
    );
  }

  private async correctionModel(
    words: Translator,
    actor: Actor,
    id: string,
    solutionId: string,
  ): Promise<Record<string, unknown>> {
    const { file } = await this.requests.readSolution(actor, id, solutionId);
    return {
      ...(await this.solutions.model(words, file, words.t('triage.solution.correct'), REPORTED_KINDS)),
      // Of a request that was closed, nothing is looked for any more.
      asksSuffices: file.request.state === 'placed' || file.request.state === 'partly_placed',
      corrects: true,
    };
  }

  private async endModel(
    words: Translator,
    actor: Actor,
    id: string,
    solutionId: string,
  ): Promise<Record<string, unknown>> {
    const { file, line } = await this.requests.readSolution(actor, id, solutionId);
    const { t, period } = words;
    return {
      ...(await this.solutions.model(words, file, t('triage.solution.end'), REPORTED_KINDS)),
      solution: t('triage.solution.line', {
        name: solutionName(line, words, this.pages.screen(words).places),
        period: period(line),
      }),
      choices: (['wait', 'stop'] as const).map((value) => ({ value, text: t(`triage.enum.afterSolution.${value}`) })),
    };
  }
}
