import { ageInMonths, type Day } from '../../kernel/time.js';

export interface AgeGroup {
  readonly id: string;
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
}

/**
 * The sections a child suits on its entry date; a borderline age suits two (domain.md §6).
 * @param birth birth date, or the date it is due
 */
export function sectionsForAge<T extends AgeGroup>(sections: readonly T[], birth: Day, entry: Day): T[] {
  const age = ageInMonths(birth, entry);
  return sections.filter((section) => section.ageFromMonths <= age && age < section.ageToMonths);
}
