import type { AnswerChange, CountedAnswers, DossierForm, ShownQuestion } from '../../../dossier/dossier/index.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Places } from './request-words.js';

/** What every presenter of this desk needs: the moment, the language and the places. */
export interface Screen {
  readonly today: Day;
  readonly now: Instant;
  readonly translator: Translator;
  readonly places: Places;
  /** The reasons that are offered, of these and of those that people added to them. */
  readonly reasonItems: (codes: readonly string[]) => { value: string; text: string }[];
  /** Questions without an answer that could add points, in the words of the family's form. */
  readonly questionLines: (open: CountedAnswers['open'], form: DossierForm) => ShownQuestion[];
  /** Changed answers, in the words of the family's form. */
  readonly changeLines: (changes: readonly AnswerChange[]) => string[];
}
