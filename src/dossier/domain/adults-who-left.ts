import type { AdultForm } from './dossier-form.js';
import { isAlike } from './duplicates/agreement.js';
import { compareNames } from './duplicates/compare-names.js';

type Described = Pick<AdultForm, 'firstName' | 'surname' | 'phone' | 'email'>;

const nameOf = ({ firstName, surname }: Described): string => [firstName, surname].filter(Boolean).join(' ');

/**
 * Whether one description follows another of the same adult: a name that is mended, or another telephone, leaves the
 * adult who it is. A name where there was none, or the other way round, speaks of nobody else.
 */
function isStillThere(held: Described, now: Described): boolean {
  const names = compareNames(nameOf(held), nameOf(now));
  if (names.likeness === 'unknown' || isAlike(names)) return true;
  return (['phone', 'email'] as const).some((way) => held[way] !== null && held[way] === now[way]);
}

/**
 * The ranks, from 1, at which an adult stood who is not there any more: nobody is, or somebody else. What was given to
 * that adult, and what it agreed to, is not the other's.
 */
export const adultsWhoLeft = (held: readonly Described[], now: readonly Described[]): number[] =>
  held.flatMap((adult, index) => {
    const next = now[index];
    return next && isStillThere(adult, next) ? [] : [index + 1];
  });
