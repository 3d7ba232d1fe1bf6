import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { essentialGaps, gapsAtCounter, type Gap } from '../../domain/completeness.js';
import { CriterionQuestions, type CountedAnswers } from '../../answers/criterion-questions.js';
import type { Draft } from '../../persistence/dossier.entities.js';
import { AnswersPresenter } from '../../answers/web/answers.presenter.js';
import { fieldPath, type Step } from '../../answers/web/journey.js';
import { LateReturnsPresenter } from '../../answers/web/late-returns.presenter.js';
import { PointsPresenter } from '../../answers/web/points.presenter.js';
import { QuestionPresenter, readerOf, wordsFor } from '../../answers/web/question.presenter.js';

export interface MissingAnswer {
  readonly text: string;
  readonly href: string;
}

/** The page where a family reads its answers again before sending them. */
@Injectable()
export class CheckPresenter {
  constructor(
    private readonly answers: AnswersPresenter,
    private readonly questions: QuestionPresenter,
    private readonly points: PointsPresenter,
    private readonly criteria: CriterionQuestions,
    private readonly late: LateReturnsPresenter,
  ) {}

  /**
   * The missing answers without which the draft cannot be sent: those that are needed to judge the request. At the
   * counter, only those that are needed to tell whose request it is.
   */
  blocked(everybodys: Translator, draft: Draft, steps: readonly Step[]): MissingAnswer[] {
    const words = wordsFor(everybodys, { counter: draft.origin === 'counter' });
    return this.missing(words, draft, steps, ({ gaps }) =>
      draft.origin === 'counter' ? gapsAtCounter(gaps) : essentialGaps(gaps),
    );
  }

  private missing(
    words: Translator,
    draft: Draft,
    steps: readonly Step[],
    gapsOf: (step: Step) => readonly Gap[],
  ): MissingAnswer[] {
    const { t } = words;
    return steps.flatMap((step) =>
      gapsOf(step).map((gap) => ({
        text: t('dossier.check.missing', {
          who: this.questions.personOf(words, draft.form, step),
          gap: t(`gap.${gap}`),
        }),
        href: `/dossier/${draft.id}/${fieldPath(step, gap)}`,
      })),
    );
  }

  async page(everybodys: Translator, draft: Draft, steps: readonly Step[]): Promise<Record<string, unknown>> {
    const counter = draft.origin === 'counter';
    const words = wordsFor(everybodys, { counter });
    const base = `/dossier/${draft.id}`;
    const counted = await this.criteria.countPoints(draft.form);
    return {
      title: words.t('dossier.check.title'),
      base,
      version: draft.version,
      ...readerOf(counter),
      missing: this.missing(words, draft, steps, (step) => step.gaps),
      refused: false,
      // What a family may get stays between it and its desk: a point d'accueil reads no points.
      points:
        draft.pointId === null
          ? counted.map((child, index) => ({
              name: this.questions.childName(words, draft.form, index),
              ...this.points.shown(words, child),
            }))
          : [],
      late: this.late.warnings(words, draft.form, counted, base),
      unanswered: this.unanswered(words, draft, counted),
      sections: this.answers
        .answerSections(words, draft.form)
        .map((section) => ({ ...section, change: { href: `${base}/${section.path}` } })),
    };
  }

  /** The questions without an answer that give points, each once, with its page. */
  private unanswered(words: Translator, draft: Draft, counted: readonly CountedAnswers[]): MissingAnswer[] {
    const all = counted.flatMap(({ open }, index) =>
      this.points
        .questions(words, open, draft.form, index)
        .map(({ text, path }) => ({ text, href: `/dossier/${draft.id}/${path}` })),
    );
    return all.filter(
      (one, index) => all.findIndex(({ text, href }) => text === one.text && href === one.href) === index,
    );
  }

  /** The same page when sending was refused: each missing answer with its page. */
  async refused(words: Translator, draft: Draft, steps: readonly Step[]): Promise<Record<string, unknown>> {
    const blocked = this.blocked(words, draft, steps);
    // The error only marks the title of the page. The summary links to other pages, and to no field of this one.
    return {
      ...(await this.page(words, draft, steps)),
      missing: blocked,
      refused: true,
      form: { values: {}, errors: [{ field: 'missing', message: 'dossier.check.blocked' }] },
    };
  }
}
