import { Controller, Get, Param, Post } from '@nestjs/common';
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
import { DeskQuestions } from '../desk-questions.js';
import { QuestionForm } from './question.forms.js';
import { QuestionPresenter } from './question.presenter.js';

/** A director asks the desk of a family about its request. */
@Controller('eaje/demandes/:requestId/questions')
@Allow(Permission.DeclarePlaces)
export class DirectorQuestionsController {
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
    return page('desk-questions/director', { ...(await this.model(words, actor, id)), form: emptyForm() });
  }

  @Post()
  async askDesk(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(QuestionForm) form: Submitted<QuestionForm>,
  ): Promise<Page | Redirect> {
    const model = await this.model(words, actor, id);
    return submitForm(
      form,
      {
        view: 'desk-questions/director',
        model: () => model,
        refused: ({ refusal }) =>
          refusedField(refusal.code === 'deskQuestion.criterion' ? 'criterion' : 'words', refusal),
      },
      async ({ subject, criterion, words: said }) => {
        await this.questions.askDesk(actor, id, {
          subject,
          criterion: criterion?.trim() || null,
          words: said?.trim() || null,
        });
        return redirect(`/eaje/demandes/${id}/questions`, 'deskQuestion.notice.asked');
      },
    );
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    return this.presenter.model(words, await this.questions.readAsDirector(actor, id), `/eaje/demandes/${id}`);
  }
}
