import type { ChildIdentity } from './child-identity.js';
import { editDistance } from './edit-distance.js';
import { nameWords, normaliseName } from './normalise-name.js';

export type Likeness = 'same' | 'near' | 'different' | 'unknown';

/** How two names resemble each other; unknown when one was not given. */
export function compareNames(a: string | null, b: string | null): Likeness {
  const [left, right] = [normaliseName(a ?? ''), normaliseName(b ?? '')];
  if (left === '' || right === '') return 'unknown';
  if (left === right) return 'same';
  const near = editDistance(left, right) <= slips(Math.max(left.length, right.length)) || oneHoldsTheOther(a ?? '', b ?? '');
  return near ? 'near' : 'different';
}

/** Slips forgiven in a name of this length: in three letters one slip already makes another name (Léo, Léa). */
const slips = (length: number): number => (length >= 8 ? 2 : length >= 4 ? 1 : 0);

/** `Jean` and `Jean-Baptiste`, `Martin` and `Da Silva Martin`: a name cut short, or one of two surnames. */
function oneHoldsTheOther(a: string, b: string): boolean {
  const [short, long] = [nameWords(a), nameWords(b)].sort((x, y) => x.length - y.length) as [string[], string[]];
  return short.length < long.length && short.join('').length >= 3 && ` ${long.join(' ')} `.includes(` ${short.join(' ')} `);
}

export interface NamesLikeness {
  readonly surname: Likeness;
  readonly firstName: Likeness;
  readonly swapped: boolean;
}

/** Compares both names, and the other way round when somebody wrote them in each other's column. */
export function compareFullNames(a: ChildIdentity, b: ChildIdentity): NamesLikeness {
  const straight = { surname: compareNames(a.surname, b.surname), firstName: compareNames(a.firstName, b.firstName) };
  const crossed = [compareNames(a.surname, b.firstName), compareNames(a.firstName, b.surname)];
  const swapped = straight.firstName === 'different' && crossed.includes('same') && crossed.every(isAlike);
  return swapped ? { surname: 'near', firstName: 'near', swapped } : { ...straight, swapped };
}

export const isAlike = (likeness: Likeness): boolean => likeness === 'same' || likeness === 'near';
