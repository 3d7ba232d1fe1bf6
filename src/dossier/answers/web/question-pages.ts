import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../platform/i18n/index.js';
import type { DossierForm } from '../../domain/dossier-form.js';
import { CriterionQuestions } from '../criterion-questions.js';
import { QuestionPresenter, type PageTarget } from './question.presenter.js';
import type { TopicPage } from './topics/topics.js';

/** The pages of questions about a request that was sent, for the family and for the desk that answers for it. */
@Injectable()
export class QuestionPages {
  constructor(
    private readonly questions: QuestionPresenter,
    private readonly criteria: CriterionQuestions,
  ) {}

  async pageModel(
    words: Translator,
    form: DossierForm,
    { step }: Pick<TopicPage, 'step'>,
    target: PageTarget,
  ): Promise<Record<string, unknown>> {
    const model = this.questions.page(words, form, step, target);
    return step.path === 'points'
      ? { ...model, facts: this.questions.facts(words, await this.criteria.listAsked()) }
      : model;
  }
}
