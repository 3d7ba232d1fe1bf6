import { Controller, Get, Param, Post } from '@nestjs/common';
import { QuestionPresenter, type DraftPageForm } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  Form,
  page,
  redirect,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskAnswers, type AnsweredRequest } from '../desk-answers.js';
import { DeskAnswerPages } from './desk-answer-pages.js';
import { RequestPages } from './request-pages.js';
import { childName } from './request-words.js';
import { ToldForm, toldErrors, toldIn } from './told.js';

/** Adds a child to the dossier of a family: the twin whom a list left unnamed, a brother or a sister. */
@Controller('rpe/demandes/:requestId/repondre/enfant/ajouter')
@Allow(Permission.TriageRequests)
export class DeskChildAdditionController {
  constructor(
    private readonly answers: DeskAnswers,
    private readonly pages: DeskAnswerPages,
    private readonly requests: RequestPages,
    private readonly questions: QuestionPresenter,
  ) {}

  @Get()
  async askAddition(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    const held = await this.answers.readAnswers(actor, id);
    return page('triage/add-child', {
      ...this.model(words, held),
      form: emptyForm(this.pages.lastTold(actor, held.file)),
    });
  }

  @Post()
  addChild(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(ToldForm) form: Submitted<ToldForm>,
  ): Promise<Page | Redirect> {
    return this.requests.answerForm(
      words,
      actor,
      id,
      alsoWrong(form, toldErrors(form)),
      { view: 'triage/add-child', model: async () => this.model(words, await this.answers.readAnswers(actor, id)) },
      async (value: DraftPageForm) => {
        const seen = { requestId: id, version: Number(value.version) };
        const added = await this.answers.addChild(actor, seen, toldIn(value));
        return redirect(`/rpe/demandes/${added}/repondre/enfant/1`, 'triage.notice.childAdded');
      },
      'answer',
    );
  }

  private model(words: Translator, held: AnsweredRequest): Record<string, unknown> {
    const { back, version } = this.pages.target(held, 'enfant');
    const child = held.form.children[0]!;
    return {
      back,
      version,
      told: this.questions.toldChoices(words, held.form.adults),
      text: words.t('triage.answer.addChildText', {
        twin: child.multipleBirth ? 'yes' : 'no',
        child: childName(held.file.request, words),
      }),
    };
  }
}
