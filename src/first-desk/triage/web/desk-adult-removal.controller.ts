import { Controller, Get, Param, Post } from '@nestjs/common';
import { QuestionPresenter, type DraftPageForm } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
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
import { DeskAnswers, type AnsweredRequest } from '../desk-answers.js';
import { DeskAnswerPages } from './desk-answer-pages.js';
import { RequestPages } from './request-pages.js';
import { adultName } from './request-words.js';
import { ToldForm, toldErrors, toldIn } from './told.js';

/** Removes the second adult of a family, who was noted wrongly or lives with it no more. It asks once. */
@Controller('rpe/demandes/:requestId/repondre/responsable/2/retirer')
@Allow(Permission.TriageRequests)
export class DeskAdultRemovalController {
  constructor(
    private readonly answers: DeskAnswers,
    private readonly pages: DeskAnswerPages,
    private readonly requests: RequestPages,
    private readonly questions: QuestionPresenter,
  ) {}

  @Get()
  async askRemoval(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    const held = await this.answers.readAnswers(actor, id);
    return page('triage/remove-adult', {
      ...this.model(words, held),
      form: emptyForm(this.pages.lastTold(actor, held.file)),
    });
  }

  @Post()
  removeAdult(
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
      { view: 'triage/remove-adult', model: async () => this.model(words, await this.answers.readAnswers(actor, id)) },
      async (value: DraftPageForm) => {
        const seen = { requestId: id, version: Number(value.version) };
        const noted = await this.answers.writeAnswers(actor, seen, toldIn(value), (old) => ({
          ...old,
          adults: old.adults.slice(0, 1),
        }));
        return this.pages.afterNoting(id, noted);
      },
      'answer',
    );
  }

  /** @throws NotFound when the family has no second adult */
  private model(words: Translator, held: AnsweredRequest): Record<string, unknown> {
    const adult = held.form.adults[1];
    if (!adult) throw new NotFound('page');
    const { back, version } = this.pages.target(held, 'responsable');
    return {
      back,
      version,
      told: this.questions.toldChoices(words, held.form.adults),
      title: words.t('triage.answer.removeAdult', { name: adultName(adult, words) }),
    };
  }
}
