import { best, DIFFERENT, isAlike, near, SAME, UNKNOWN, type Compared } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';
import { editDistance } from './edit-distance.js';
import { nameWords, normaliseName } from './normalise-name.js';
import { soundOf } from './sound.js';

/** How much two names resemble each other; unknown when one was not given. */
export function compareNames(a: string | null, b: string | null): Compared {
  const [left, right] = [normaliseName(a ?? ''), normaliseName(b ?? '')];
  if (left === '' || right === '') return UNKNOWN;
  if (left === right) return SAME;
  const [distance, length] = [editDistance(left, right), Math.max(left.length, right.length)];
  if (distance <= slips(length)) return near('letter');
  if (oneHoldsTheOther(a ?? '', b ?? '')) return near('part');
  // Names that sound alike share at least half their letters, so the sound of others need not be computed.
  return distance * 2 <= length && soundOf(left) !== '' && soundOf(left) === soundOf(right) ? near('sound') : DIFFERENT;
}

/**
 * How many typing errors are tolerated in a name of this length. In three letters, one error already makes another
 * name (Léo, Léa).
 */
const slips = (length: number): number => (length >= 8 ? 2 : length >= 4 ? 1 : 0);

/**
 * Whether one name contains the other, shortened or as one of two surnames: `Jean` and `Jean-Baptiste`, `Martin` and
 * `Da Silva Martin`.
 */
function oneHoldsTheOther(a: string, b: string): boolean {
  const [short, long] = [nameWords(a), nameWords(b)].sort((x, y) => x.length - y.length) as [string[], string[]];
  return (
    short.length < long.length && short.join('').length >= 3 && ` ${long.join(' ')} `.includes(` ${short.join(' ')} `)
  );
}

export interface NamesCompared {
  readonly surname: Compared;
  readonly firstName: Compared;
}

/**
 * Compares surname with surname and first name with first name, then crosswise, in case somebody swapped the columns.
 */
export function compareFullNames(a: ChildIdentity, b: ChildIdentity): NamesCompared {
  const straight = { surname: compareNames(a.surname, b.surname), firstName: compareNames(a.firstName, b.firstName) };
  if (straight.firstName.likeness !== 'different') return straight;
  const crossed = [compareNames(a.surname, b.firstName), compareNames(a.firstName, b.surname)];
  const swapped = crossed.some(({ likeness }) => likeness === 'same') && crossed.every(isAlike);
  return swapped ? { surname: near('swapped'), firstName: near('swapped') } : straight;
}

/** Whether both name the same adult. `Sonia` and `Sonia Vincent` may be one person. */
export const compareAdults = (a: ChildIdentity, b: ChildIdentity): Compared =>
  best((a.adults ?? []).flatMap((adult) => (b.adults ?? []).map((other) => compareNames(adult, other))));
