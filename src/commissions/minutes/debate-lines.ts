import { DebatePresenter } from '../commission/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { MinutesCase, MinutesDebate } from './domain/minutes-content.js';

/** What was discussed of each case and how members voted, one line for each case with a debate. */
export function debateLines(words: Translator, said: DebatePresenter, cases: readonly MinutesCase[]): string[] {
  return cases.flatMap(({ number, debate }) => {
    const sentence = debate && said.sentence(words, debate);
    return sentence
      ? [words.t('minutes.pdf.debate', { number, said: [sentence, ...namesOf(words, debate)].join(' ') })]
      : [];
  });
}

/** `Pour : A, B.` and so on, where the vote of each was noted. */
const namesOf = ({ t, list }: Translator, { named }: MinutesDebate): string[] =>
  (['for', 'against', 'abstained'] as const).flatMap((vote) => {
    const labels = (named ?? []).filter((one) => one.vote === vote).map(({ label }) => label);
    return labels.length > 0
      ? [t('minutes.pdf.votedBy', { vote: t(`commission.debate.vote.${vote}`), members: list(labels) })]
      : [];
  });
