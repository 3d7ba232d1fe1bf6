import { FEWEST_SHOWN, shownCounts } from '../../../foundation/kernel/small-counts.js';
import { MINUTES_OUTCOMES, type MinutesContent, type MinutesCutOff, type MinutesOutcome } from './minutes-content.js';

/** A session with fewer cases is counted with the others of its body in its quarter: alone, nearly nothing is shown. */
export const FEWEST_CASES_ALONE = 20;

const COUNTED = MINUTES_OUTCOMES.filter((outcome) => outcome !== 'withdrawn');

type Counted = Pick<MinutesContent, 'cases'>;

const countOf = (contents: readonly Counted[], outcome: MinutesOutcome): number =>
  contents.reduce((sum, { cases }) => sum + cases.filter((judged) => judged.outcome === outcome).length, 0);

/** Whether a session is too small to be counted by itself. */
export const isCountedTogether = (content: Counted): boolean =>
  COUNTED.reduce((sum, outcome) => sum + countOf([content], outcome), 0) < FEWEST_CASES_ALONE;

/** What anybody may read of decisions: counts, of which small ones are left out. */
export interface PublicCounts {
  readonly counts: readonly { readonly outcome: MinutesOutcome; readonly count: number | null }[];
  readonly total: number | null;
}

/** How many cases a session decided, which anybody may read even where its decisions are counted with those of others. */
export function publicTotal(content: Counted): number | null {
  const total = COUNTED.reduce((sum, outcome) => sum + countOf([content], outcome), 0);
  return total < FEWEST_SHOWN ? null : total;
}

/**
 * The decisions of these sessions in numbers. Each session is counted in one document only, its own or that of its
 * quarter, so that no difference between two documents tells the count of a third.
 */
export function publicCounts(contents: readonly Counted[]): PublicCounts {
  const { counts, total } = shownCounts(COUNTED.map((outcome) => countOf(contents, outcome)));
  return { counts: COUNTED.map((outcome, index) => ({ outcome, count: counts[index] ?? null })), total };
}

/** The cut-offs that anybody may read. */
export const publicCutOffs = (
  { cutOffs }: Pick<MinutesContent, 'cutOffs'>,
  isShown: (cutOff: MinutesCutOff) => boolean,
): readonly MinutesCutOff[] => cutOffs.filter(isShown);
