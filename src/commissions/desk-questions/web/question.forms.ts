import { OneOf, Text } from '../../../foundation/platform/web/index.js';
import { LONGEST_WORDS, QUESTION_SUBJECTS, type QuestionSubject } from '../domain/subjects.js';

export class QuestionForm {
  @OneOf(QUESTION_SUBJECTS, 'deskQuestion.errors.subject') subject: QuestionSubject;
  @Text('deskQuestion.errors.criterion', 80) criterion?: string;
  @Text('deskQuestion.errors.words', LONGEST_WORDS, 'deskQuestion.errors.tooLong') words?: string;
}

export class AnswerForm {
  @Text('deskQuestion.errors.answer', LONGEST_WORDS, 'deskQuestion.errors.tooLong') answer?: string;
}
