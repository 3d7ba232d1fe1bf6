import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { DossierForm } from '../../domain/dossier-form.js';
import { CriterionQuestions } from '../criterion-questions.js';
import { LateReturnsPresenter } from './late-returns.presenter.js';
import { QuestionPresenter, wordsFor, type PageTarget } from './question.presenter.js';
import type { TopicPage } from './topics/topics.js';

/** The pages of questions: of a draft, and of a sent request, for the family and for the desk that answers for it. */
@Injectable()
export class QuestionPages {
  constructor(
    private readonly questions: QuestionPresenter,
    private readonly criteria: CriterionQuestions,
    private readonly late: LateReturnsPresenter,
  ) {}

  async pageModel(
    words: Translator,
    form: DossierForm,
    { step }: Pick<TopicPage, 'step'>,
    target: PageTarget,
  ): Promise<Record<string, unknown>> {
    const model = {
      ...this.questions.page(words, form, step, target),
      late: await this.late.warningsOn(wordsFor(words, target), form, step, target.base),
    };
    return step.path === 'points'
      ? { ...model, facts: this.questions.facts(wordsFor(words, target), await this.criteria.listAsked()) }
      : model;
  }
}
