import type { Day } from './time.js';

/** A table that holds for a year, and that somebody brings up to date: the school holidays, for example. */
export interface YearlyTable {
  /** The first day that it does not cover; null when there is none at all. */
  readonly endsBefore: Day | null;
  /** Keys of the sentences that say so. Their argument `day` is {@link endsBefore}, in words. */
  readonly words: Readonly<Record<YearlyStanding, string>>;
  /** The page where it is brought up to date; null when a new version of the programs does. */
  readonly href: string | null;
}

/**
 * `none`: there is no table. `ended`: what is reckoned today uses the one of an earlier year. `ending`: the next year
 * lacks.
 */
export type YearlyStanding = 'none' | 'ended' | 'ending';

/** From this day on, the next year is asked for: the autumn before is when schools, Caf and Insee publish theirs. */
const AUTUMN = '10-01';

/** @returns null while the table covers today, and the next year is not asked for yet */
export function standingOf({ endsBefore }: YearlyTable, today: Day): YearlyStanding | null {
  if (endsBefore === null) return 'none';
  if (endsBefore <= today) return 'ended';
  const autumnBefore = `${Number(endsBefore.slice(0, 4)) - 1}-${AUTUMN}`;
  return autumnBefore <= today ? 'ending' : null;
}
