import { Controller } from '@nestjs/common';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  OneOf,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Text,
  Visit,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { DeskQuestions } from '../desk-questions.js';
import { LONGEST_WORDS, QUESTION_SUBJECTS, type QuestionSubject } from '../domain/subjects.js';
import { QuestionPresenter } from './question.presenter.js';

class QuestionForm {
  @OneOf(QUESTION_SUBJECTS, 'deskQuestion.errors.subject') subject: QuestionSubject;
  @Text('deskQuestion.errors.criterion', 80) criterion?: string;
  @Text('deskQuestion.errors.words', LONGEST_WORDS, 'deskQuestion.errors.tooLong') words?: string;
}

class AnswerForm {
  @Text('deskQuestion.errors.answer', LONGEST_WORDS, 'deskQuestion.errors.tooLong') answer?: string;
}

type Model = Record<string, unknown>;

/** A director asks the desk of a family about its request. */
@Controller('eaje/demandes/:requestId/questions')
@Allow(Permission.DeclarePlaces)
export class DirectorQuestions {
  constructor(
    private readonly questions: DeskQuestions,
    private readonly presenter: QuestionPresenter,
  ) {}

  @Show()
  async showQuestions(visit: Visit): Promise<Page> {
    return page('desk-questions/director', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('', QuestionForm)
  async askDesk(visit: Visit<QuestionForm>): Promise<Page | Redirect> {
    const model = await this.model(visit);
    const requestId = visit.id('requestId');
    return visit.submit(
      {
        view: 'desk-questions/director',
        model: () => model,
        refused: ({ refusal }) =>
          refusedField(refusal.code === 'deskQuestion.criterion' ? 'criterion' : 'words', refusal),
      },
      async ({ subject, criterion, words }) => {
        await this.questions.askDesk(visit.actor, requestId, {
          subject,
          criterion: criterion?.trim() || null,
          words: words?.trim() || null,
        });
        return redirect(`/eaje/demandes/${requestId}/questions`, 'deskQuestion.notice.asked');
      },
    );
  }

  private async model({ words, actor, id }: Visit<object>): Promise<Model> {
    const asked = await this.questions.readAsDirector(actor, id('requestId'));
    return this.presenter.model(words, asked, `/eaje/demandes/${id('requestId')}`);
  }
}

/** The desk answers what directors ask about one of its requests. */
@Controller('rpe/demandes/:requestId/questions')
@Allow(Permission.TriageRequests)
export class AnsweredQuestions {
  constructor(
    private readonly questions: DeskQuestions,
    private readonly presenter: QuestionPresenter,
  ) {}

  @Show()
  async showQuestions(visit: Visit): Promise<Page> {
    return page('desk-questions/desk', { ...(await this.model(visit)), form: emptyForm() });
  }

  @Show(':questionId')
  async showQuestion(visit: Visit): Promise<Page> {
    return page('desk-questions/desk', { ...(await this.model(visit, visit.id('questionId'))), form: emptyForm() });
  }

  @Press(':questionId', AnswerForm)
  async answerQuestion(visit: Visit<AnswerForm>): Promise<Page | Redirect> {
    const [requestId, questionId] = [visit.id('requestId'), visit.id('questionId')];
    const model = await this.model(visit, questionId);
    const answer = String(visit.form.values['answer'] ?? '').trim();
    return submitForm(
      alsoWrong(visit.form, answer === '' ? [{ field: 'answer', message: 'deskQuestion.errors.answer' }] : []),
      { view: 'desk-questions/desk', model: () => model, refused: ({ refusal }) => refusedField('answer', refusal) },
      async () => {
        await this.questions.answerQuestion(visit.actor, requestId, questionId, answer);
        return redirect(`/rpe/demandes/${requestId}/questions`, 'deskQuestion.notice.answered');
      },
    );
  }

  /** @param questionId the question whose form is shown; when absent, the only one that is open */
  private async model({ words, actor, id }: Visit<object>, questionId?: string): Promise<Model> {
    const asked = await this.questions.readAsDesk(actor, id('requestId'));
    const open = asked.questions.filter(({ answeredAt }) => answeredAt === null);
    if (questionId !== undefined && !asked.questions.some((one) => one.id === questionId))
      throw new NotFound('question');
    return {
      ...this.presenter.model(words, asked, `/rpe/demandes/${id('requestId')}`),
      answering: questionId ?? (open.length === 1 ? open[0]!.id : null),
    };
  }
}
