import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { ageInMonths, type Day } from '../../../foundation/kernel/time.js';

/** Ages in completed months, the upper bound excluded. */
export interface Ages {
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
}
export interface SectionAges extends Ages {
  readonly id: string;
}

/** In months: childcare ends before six years. */
const OLDEST = 72;

/** Why a section cannot take children of these ages. */
export const judgeAges = ({ ageFromMonths, ageToMonths }: Ages): Refusal | null =>
  ageToMonths > OLDEST
    ? refuse('section.agesTooFar', { most: OLDEST })
    : ageToMonths <= ageFromMonths
      ? refuse('section.agesOrder')
      : null;

/** The ages of two sections that become one: from the youngest of either to the oldest. */
export const agesOfBoth = (one: Ages, other: Ages): Ages => ({
  ageFromMonths: Math.min(one.ageFromMonths, other.ageFromMonths),
  ageToMonths: Math.max(one.ageToMonths, other.ageToMonths),
});

/**
 * The sections a child suits on its entry date; a borderline age suits two (domain.md §6).
 * @param birth birth date, or the date it is due
 */
export function sectionsForAge<T extends SectionAges>(sections: readonly T[], birth: Day, entry: Day): T[] {
  const age = ageInMonths(birth, entry);
  return sections.filter((section) => section.ageFromMonths <= age && age < section.ageToMonths);
}
