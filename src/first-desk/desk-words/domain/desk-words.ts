import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { dayOf, type Day, type Instant } from '../../../foundation/kernel/time.js';

/** The most letters that an agent writes to a family at once. */
export const LONGEST_WORDS = 1000;

/** What a family was written, and when. */
export interface SentWords {
  readonly text: string;
  readonly writtenAt: Instant;
}

/**
 * Why these words are not sent, or null. The same words go once a day to a family: two children of one dossier, or a
 * button that was pressed twice, are no reason to be written to twice.
 * @param sent what the desk has written to this family
 */
export function judgeWords(text: string, sent: readonly SentWords[], today: Day): Refusal | null {
  const words = text.trim();
  if (words === '') return refuse('deskWords.empty');
  return sent.some((one) => one.text === words && dayOf(one.writtenAt) === today) ? refuse('deskWords.sent') : null;
}
