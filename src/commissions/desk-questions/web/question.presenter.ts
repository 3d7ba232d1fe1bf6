import { Injectable } from '@nestjs/common';
import { criterionName } from '../../admission/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import type { AskedRequest } from '../desk-questions.js';
import { QUESTION_SUBJECTS } from '../domain/subjects.js';
import type { DeskQuestion } from '../persistence/desk-question.entity.js';

/** The questions about one request, for who asks and for who answers. */
@Injectable()
export class QuestionPresenter {
  constructor(private readonly supply: Supply) {}

  model(words: Translator, asked: AskedRequest, base: string): Record<string, unknown> {
    const { t } = words;
    const { request, dossier } = asked.file;
    return {
      title: t('deskQuestion.title'),
      child: [request.firstName, request.surname].filter(Boolean).join(' ') || t('deskQuestion.noName'),
      number: dossier.number,
      base,
      questions: asked.questions.map((question) => this.question(words, question)),
      subjects: QUESTION_SUBJECTS.filter((subject) => subject !== 'proof' || asked.provable.length > 0).map(
        (value) => ({ value, text: t(`deskQuestion.subject.${value}`) }),
      ),
      criteria: asked.provable.map((value) => ({ value, text: criterionName(words, value) })),
    };
  }

  private question(words: Translator, question: DeskQuestion): Record<string, unknown> {
    const { t, instant } = words;
    const { id, subject, criterion, providerId, answeredAt, answer } = question;
    return {
      id,
      heading: criterion
        ? t('deskQuestion.proofOf', { criterion: criterionName(words, criterion) })
        : t(`deskQuestion.subject.${subject}`),
      about: t('deskQuestion.askedOn', {
        provider: this.supply.provider(providerId)?.name ?? '',
        at: instant(question.askedAt),
      }),
      words: question.words,
      open: answeredAt === null,
      answered: answeredAt && t('deskQuestion.answeredOn', { at: instant(answeredAt) }),
      answer: answeredAt && (answer ?? t('deskQuestion.proofSeen')),
    };
  }
}
