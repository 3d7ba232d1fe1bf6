import { Controller, Get, Param, Post } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
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
import { DeskQuestions } from '../desk-questions.js';
import { AnswerForm } from './question.forms.js';
import { QuestionPresenter } from './question.presenter.js';

/** The desk answers what directors ask about one of its requests. */
@Controller('rpe/demandes/:requestId/questions')
@Allow(Permission.TriageRequests)
export class DeskQuestionsController {
  constructor(
    private readonly questions: DeskQuestions,
    private readonly presenter: QuestionPresenter,
  ) {}

  @Get()
  async showQuestions(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('desk-questions/desk', { ...(await this.model(words, actor, id)), form: emptyForm() });
  }

  @Get(':questionId')
  async showQuestion(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('questionId') questionId: string,
  ): Promise<Page> {
    return page('desk-questions/desk', { ...(await this.model(words, actor, id, questionId)), form: emptyForm() });
  }

  @Post(':questionId')
  async answerQuestion(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('questionId') questionId: string,
    @Form(AnswerForm) form: Submitted<AnswerForm>,
  ): Promise<Page | Redirect> {
    const model = await this.model(words, actor, id, questionId);
    const answer = String(form.values['answer'] ?? '').trim();
    return submitForm(
      alsoWrong(form, answer === '' ? [{ field: 'answer', message: 'deskQuestion.errors.answer' }] : []),
      { view: 'desk-questions/desk', model: () => model, refused: ({ refusal }) => refusedField('answer', refusal) },
      async () => {
        await this.questions.answerQuestion(actor, id, questionId, answer);
        return redirect(`/rpe/demandes/${id}/questions`, 'deskQuestion.notice.answered');
      },
    );
  }

  /** @param questionId the question whose form is shown; when absent, the only one that is open */
  private async model(
    words: Translator,
    actor: Actor,
    id: string,
    questionId?: string,
  ): Promise<Record<string, unknown>> {
    const asked = await this.questions.readAsDesk(actor, id);
    const open = asked.questions.filter(({ answeredAt }) => answeredAt === null);
    if (questionId !== undefined && !asked.questions.some((one) => one.id === questionId))
      throw new NotFound('question');
    return {
      ...this.presenter.model(words, asked, `/rpe/demandes/${id}`),
      answering: questionId ?? (open.length === 1 ? open[0]!.id : null),
    };
  }
}
