import { Controller, Get, Param, Post } from '@nestjs/common';
import { mayCorrectDate, QuestionPresenter, REASONS, RequestDates } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf, isDay, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  page,
  readDay,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskAnswers, type AnsweredRequest } from '../desk-answers.js';
import { DeskAnswerPages } from './desk-answer-pages.js';
import { RequestDateForm } from './request.form.js';
import { RequestPages } from './request-pages.js';
import { ageWords, childName } from './request-words.js';

/** Corrects the date on which a request was first made: a list may lack it, or the family may prove an older one. */
@Controller('rpe/demandes/:requestId/date')
@Allow(Permission.TriageRequests)
export class DeskDateController {
  constructor(
    private readonly answers: DeskAnswers,
    private readonly answerPages: DeskAnswerPages,
    private readonly pages: RequestPages,
    private readonly questions: QuestionPresenter,
    private readonly dates: RequestDates,
  ) {}

  @Get()
  async askDate(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    const held = await this.readDated(actor, id);
    const form = emptyForm(this.answerPages.lastTold(actor, held.file));
    return page('triage/date', { ...(await this.model(words, held)), form });
  }

  @Post()
  correctDate(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(RequestDateForm) form: Submitted<RequestDateForm>,
  ): Promise<Page | Redirect> {
    const day = readDay({ ...form.values }, 'firstAsked');
    const wrong = isDay(day) ? [] : [{ field: 'firstAsked', message: 'triage.errors.firstAsked' }];
    return this.pages.answerForm(
      words,
      actor,
      id,
      alsoWrong(form, wrong),
      { view: 'triage/date', model: async () => this.model(words, await this.readDated(actor, id)) },
      async ({ version, dateReason, toldBy, knownBy }) => {
        const corrected = { day: day as Day, reason: dateReason, told: { toldBy, knownBy } };
        await this.answers.correctDate(actor, { requestId: id, version }, corrected);
        return 'triage.notice.dateCorrected';
      },
      (code) => (code === 'request.reasonNeeded' ? 'dateReason' : 'firstAsked'),
    );
  }

  /** @throws NotFound when nobody counts on the date of the request any more */
  private async readDated(actor: Actor, id: string): Promise<AnsweredRequest> {
    const held = await this.answers.readAnswers(actor, id);
    const { request, dossier } = held.file;
    if (!mayCorrectDate(request.state) || dossier.arrivedForId !== null) throw new NotFound('date');
    return held;
  }

  private async model(words: Translator, { file, form }: AnsweredRequest): Promise<Record<string, unknown>> {
    const { t, day } = words;
    const { request } = file;
    const { today, reasonItems } = this.pages.screen(words);
    return {
      requestId: request.id,
      version: request.version,
      child: t('triage.answer.about', { child: childName(request, words), age: ageWords(request, today, words) }),
      now: t('triage.date.now', { day: day(dayOf(request.submittedAt)) }),
      latest: t('triage.date.latest', { day: day(await this.dates.readLatestDay(request)) }),
      judged: request.state === 'before_commission',
      reasons: reasonItems(REASONS.correctDate ?? []),
      told: this.questions.toldChoices(words, form.adults),
    };
  }
}
