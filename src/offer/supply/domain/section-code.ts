import type { AgeGroup } from './kinds.js';
import type { Ages } from './section-age.js';

const IN_ORDER = new Intl.Collator('fr', { numeric: true });

/** Which of the sections of its age group a code names: 1 for the first, which carries no number. */
export const numberOfCode = (code: string): number => Number(code.split('-')[1] ?? 1);

/** The code of one more section of an age group. A code that a section has had is not given to another. */
export function nextSectionCode(
  group: AgeGroup,
  sections: readonly { readonly code: string; ageGroup: AgeGroup }[],
): string {
  const numbers = sections.filter(({ ageGroup }) => ageGroup === group).map(({ code }) => numberOfCode(code));
  const next = Math.max(0, ...numbers) + 1;
  return next === 1 ? group : `${group}-${next}`;
}

/** Youngest children first. Sections of the same ages follow each other by their number, always in the same order. */
export const bySection = (a: Ages & { code: string }, b: Ages & { code: string }): number =>
  a.ageFromMonths - b.ageFromMonths || a.ageToMonths - b.ageToMonths || IN_ORDER.compare(a.code, b.code);

/** A name as people compare it: without case, accents and doubled spaces. */
const compared = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** Whether another section of the establishment is called so. */
export const isNameTaken = (name: string | null, others: readonly { readonly name: string | null }[]): boolean =>
  name !== null && others.some((other) => other.name !== null && compared(other.name) === compared(name));
