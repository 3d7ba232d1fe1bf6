import { FEWEST_SHOWN } from '../../../foundation/kernel/small-counts.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** From this age on, a childminder may retire within a few years. */
const FORESEEN_FROM = 55;

/** A figure of the whole territory. Nobody can be told apart in it. */
export interface RetirementFigure {
  readonly active: number;
  /** How many declared their year of birth. */
  readonly declared: number;
  /** How many of these turn 55 this year or are older; null while it would tell about single persons. */
  readonly foreseen: number | null;
}

/** @param birthYears of every active childminder; null where she has not declared it */
export function foreseeRetirements(birthYears: readonly (number | null)[], today: Day): RetirementFigure {
  const declared = birthYears.filter((year) => year !== null);
  const last = Number(today.slice(0, 4)) - FORESEEN_FROM;
  const older = declared.filter((year) => year <= last).length;
  // Those who are younger are the difference, so they must be enough too.
  const isTold = older >= FEWEST_SHOWN && declared.length - older >= FEWEST_SHOWN;
  return { active: birthYears.length, declared: declared.length, foreseen: isTold ? older : null };
}
