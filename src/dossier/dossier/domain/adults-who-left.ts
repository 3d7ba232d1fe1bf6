import type { Instant } from '../../../foundation/kernel/time.js';
import type { AdultForm } from './dossier-form.js';
import { isAlike } from './duplicates/agreement.js';
import { compareNames } from './duplicates/compare-names.js';

type Described = Pick<AdultForm, 'firstName' | 'surname' | 'phone' | 'email'>;

const isSameName = (held: string | null, now: string | null): boolean => {
  const names = compareNames(held, now);
  return names.likeness === 'unknown' || isAlike(names);
};

/**
 * Whether one description follows another of the same adult: a name that is mended, or another telephone, leaves the
 * adult who it is. A name where there was none, or the other way round, speaks of nobody else.
 */
function isStillThere(held: Described, now: Described): boolean {
  // Léo and Léa Durand are two: in a whole name, one other letter is a slip.
  if (isSameName(held.firstName, now.firstName) && isSameName(held.surname, now.surname)) return true;
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

/** What is recorded of the person of one rank; null once nobody stands there. */
interface RecordedPerson {
  readonly part: string;
  readonly value: unknown;
  readonly recordedAt: Instant;
}

/** When an adult last left each rank, by what is recorded of its person. @param records oldest first */
export function lastLeft(records: readonly RecordedPerson[]): Map<number, Instant> {
  const held = new Map<number, Described>();
  const leftAt = new Map<number, Instant>();
  for (const { part, value, recordedAt } of records) {
    const rank = Number(part);
    const before = held.get(rank);
    const now = value as Described | null;
    if (now === null || (before && !isStillThere(before, now))) leftAt.set(rank, recordedAt);
    if (now === null) held.delete(rank);
    else held.set(rank, now);
  }
  return leftAt;
}
