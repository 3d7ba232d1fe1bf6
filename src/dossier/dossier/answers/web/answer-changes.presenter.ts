import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { AnswerChange } from '../../domain/answer-changes.js';
import { AnswersPresenter } from './answers.presenter.js';

/** Its name may be what changed. */
const SECOND_ADULT = { rank: 2, adults: 2, name: '', named: 'no' };

/** What changed in the answers of a family, in its own words. */
@Injectable()
export class AnswerChangesPresenter {
  constructor(private readonly answers: AnswersPresenter) {}

  /** `Téléphone : pas de réponse → 06 12 34 56 78`, one line for each answer. */
  changeLines(words: Translator, changes: readonly AnswerChange[]): string[] {
    return changes.map(({ field, before, after }) => {
      const question = this.answers.fieldRow(words, field, after ?? before).key;
      const second = field.startsWith('adult.2') ? words.t('dossier.adult.title', SECOND_ADULT) : null;
      return words.t('dossier.changed', {
        question: second ? `${second} – ${question}` : question,
        asks: question.endsWith('?') ? 'yes' : 'no',
        before: this.answerWords(words, field, before),
        after: this.answerWords(words, field, after),
      });
    });
  }

  private answerWords(words: Translator, field: string, answer: unknown): string {
    const { value, lines } = this.answers.fieldRow(words, field, answer);
    return (answer === null ? null : value || lines?.join(', ')) || words.t('dossier.question.unanswered');
  }
}
