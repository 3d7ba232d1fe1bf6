import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';

/** What a director may ask the desk of a family about its request. */
export const QUESTION_SUBJECTS = ['proof', 'days', 'start', 'hours', 'sibling', 'contact', 'other'] as const;
export type QuestionSubject = (typeof QUESTION_SUBJECTS)[number];

/** The most letters of a question and of its answer. */
export const LONGEST_WORDS = 500;

export interface AskedWords {
  readonly subject: QuestionSubject;
  /** The criterion whose proof somebody should see. */
  readonly criterion: string | null;
  /** Null where the subject says it all. */
  readonly words: string | null;
}

/**
 * A proof to be seen names its criterion; `other` says what it is about.
 * @param provable the criteria of the grid in force for which a proof can be seen
 */
export function judgeQuestion({ subject, criterion, words }: AskedWords, provable: readonly string[]): Refusal | null {
  if (subject === 'proof' && (criterion === null || !provable.includes(criterion)))
    return refuse('deskQuestion.criterion');
  return subject === 'other' && words === null ? refuse('deskQuestion.words') : null;
}
