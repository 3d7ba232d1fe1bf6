import { best, DIFFERENT, isAlike, near, SAME, UNKNOWN, type Compared } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';
import { editDistance } from './edit-distance.js';
import { nameWords, normaliseName } from './normalise-name.js';
import { soundOf } from './sound.js';

/** How two names resemble each other; unknown when one was not given. */
export function compareNames(a: string | null, b: string | null): Compared {
  const [left, right] = [normaliseName(a ?? ''), normaliseName(b ?? '')];
  if (left === '' || right === '') return UNKNOWN;
  if (left === right) return SAME;
  const [distance, length] = [editDistance(left, right), Math.max(left.length, right.length)];
  if (distance <= slips(length)) return near('letter');
  if (oneHoldsTheOther(a ?? '', b ?? '')) return near('part');
  // Names that are said alike share half their letters at least: the others need not be sounded.
  return distance * 2 <= length && soundOf(left) !== '' && soundOf(left) === soundOf(right) ? near('sound') : DIFFERENT;
}

/** Slips forgiven in a name of this length: in three letters one slip already makes another name (Léo, Léa). */
const slips = (length: number): number => (length >= 8 ? 2 : length >= 4 ? 1 : 0);

/** `Jean` and `Jean-Baptiste`, `Martin` and `Da Silva Martin`: a name cut short, or one of two surnames. */
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

/** Compares both names, and the other way round when somebody wrote them in each other's column. */
export function compareFullNames(a: ChildIdentity, b: ChildIdentity): NamesCompared {
  const straight = { surname: compareNames(a.surname, b.surname), firstName: compareNames(a.firstName, b.firstName) };
  if (straight.firstName.likeness !== 'different') return straight;
  const crossed = [compareNames(a.surname, b.firstName), compareNames(a.firstName, b.surname)];
  const swapped = crossed.some(({ likeness }) => likeness === 'same') && crossed.every(isAlike);
  return swapped ? { surname: near('swapped'), firstName: near('swapped') } : straight;
}

/** Whether an adult of one is an adult of the other; `Sonia` and `Sonia Vincent` may be one person. */
export const compareAdults = (a: ChildIdentity, b: ChildIdentity): Compared =>
  best((a.adults ?? []).flatMap((one) => (b.adults ?? []).map((other) => compareNames(one, other))));
