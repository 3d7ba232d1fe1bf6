import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { essentialGaps, lacks } from '../domain/completeness.js';
import type { AdultForm } from '../domain/dossier-form.js';

/** The adults of a family, in the order of its form. */
export type AdultsOfGap = readonly Pick<AdultForm, 'firstName' | 'surname' | 'situation' | 'returnsOn'>[];

/**
 * A missing answer, in the voice of `words`: a family's own, or `atDesk` for staff. Where two adults answer, the one
 * whose answer is missing is named.
 * @param only the adult that is asked about, from 0; every adult when absent
 */
export function gapWords({ t, list }: Translator, gap: string, adults: AdultsOfGap, only?: number): string {
  const unsaid = adults.flatMap((adult, index) =>
    lacks(adult, gap) && (only ?? index) === index
      ? [[adult.firstName, adult.surname].filter(Boolean).join(' ') || t('gapOf.adult', { rank: index + 1 })]
      : [],
  );
  return adults.length < 2 || unsaid.length === 0 ? t(`gap.${gap}`) : t(`gapOf.${gap}`, { adults: list(unsaid) });
}

interface Moved {
  readonly action: string;
  readonly actor: string;
}

/** Whether a list brought a request that lacks answers: nobody asked its family for them by that move. */
export const onlyLacks = ({ action, actor }: Moved): boolean =>
  action === 'askForCompletion' && actor.split(':')[0] === 'import';

/** What staff call a move. */
export const moveKey = (move: Moved): string => (onlyLacks(move) ? 'gapOf.toAsk' : `action.${move.action}`);

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Missing answers in one sentence: only the first begins with a capital. @param names of each, as {@link gapWords} */
export const listGaps = ({ list }: Translator, names: readonly string[]): string =>
  list(names.map((name, index) => (index === 0 ? name : lowered(name))));

/** So many missing answers are named in a row of a list; the others are counted. */
const NAMED_IN_ROW = 3;

/**
 * `la date de naissance de l’enfant, les vœux et la composition du foyer + 4`: what is missing, in a row of a list of staff,
 * the essential answers first.
 */
export function gapsInShort(words: Translator, gaps: readonly string[], adults: AdultsOfGap): string {
  const essential = essentialGaps(gaps);
  const ordered = [...essential, ...gaps.filter((gap) => !essential.includes(gap))];
  const atDesk = words.inVoice('atDesk');
  const named = ordered.slice(0, NAMED_IN_ROW).map((gap) => gapWords(atDesk, gap, adults));
  return words.t('gapOf.inShort', { answers: words.list(named.map(lowered)), more: gaps.length - named.length });
}
