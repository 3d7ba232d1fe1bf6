import type { ChildIdentity } from './child-identity.js';
import { compareBirths, mayBeSiblings } from './compare-dates.js';
import { compareAdults, compareContacts, shareEmail, sharePhone, type ContactLikeness } from './compare-contacts.js';
import { compareFullNames, isAlike, type Likeness, type NamesLikeness } from './compare-names.js';

export type Verdict = 'certain' | 'possible' | 'none';

export interface Comparison {
  readonly verdict: Verdict;
  /** What agrees: `surname`, `surname.near`, `firstName`, `firstName.near`, `names.swapped`, `birth`, `birth.near`, `phone`, `email`, `adult`. */
  readonly agree: string[];
  /** What both gave and does not agree: `surname`, `firstName`, `birth`, `contact`, `adult`. */
  readonly differ: string[];
  /** To put the likeliest first in the list a person goes through; compares with other scores only. */
  readonly score: number;
}

const WEIGHTS = {
  surname: { same: 3, near: 2, different: -3, unknown: 0 },
  firstName: { same: 3, near: 2, different: -6, unknown: 0 },
  birth: { same: 4, near: 1, different: -3, unknown: 0 },
  contact: { same: 4, different: -1, unknown: 0 },
  // Weak both ways: first names of parents are common, and each parent may have put the child on a list.
  adult: { same: 1, different: -1, unknown: 0 },
} as const;
/** Two whole names and nothing against them, or a name and a date: worth a person's minute. */
const POSSIBLE_FROM = 5;

/** Says whether two requests are about one child. Symmetric. Certain as domain.md §4 has it; possible is for a person. */
export function compareChildren(a: ChildIdentity, b: ChildIdentity): Comparison {
  const names = compareFullNames(a, b);
  const likeness = {
    surname: names.surname, firstName: names.firstName, birth: compareBirths(a, b), contact: compareContacts(a, b),
    adult: compareAdults(a, b),
  };
  const score =
    WEIGHTS.surname[likeness.surname] + WEIGHTS.firstName[likeness.firstName] + WEIGHTS.birth[likeness.birth] +
    WEIGHTS.contact[likeness.contact] + WEIGHTS.adult[likeness.adult];
  const agree = [
    ...agreed(names), ...spell('birth', likeness.birth), ...(sharePhone(a, b) ? ['phone'] : []),
    ...(shareEmail(a, b) ? ['email'] : []), ...spell('adult', likeness.adult),
  ];
  const differ = Object.entries(likeness).filter(([, value]) => value === 'different').map(([name]) => name);
  return { verdict: verdictOf(a, b, { ...names, ...likeness }, score), agree, differ, score };
}

type AllLikeness = NamesLikeness & { readonly birth: Likeness; readonly contact: ContactLikeness };

function verdictOf(a: ChildIdentity, b: ChildIdentity, likeness: AllLikeness, score: number): Verdict {
  const { surname, firstName, swapped, birth, contact } = likeness;
  const bothBorn = a.birthDate !== null && b.birthDate !== null;
  if (bothBorn && birth === 'same' && surname === 'same' && firstName === 'same' && contact === 'same') return 'certain';
  // Twins, brothers and sisters: another first name is another child, and so is another time of birth without a name.
  if (firstName === 'different' || (firstName === 'unknown' && birth === 'different')) return 'none';
  // Louis and Louise, two years apart, are no slip of the pen; within nine months they could not both be born.
  if (firstName === 'near' && birth === 'different' && mayBeSiblings(a, b)) return 'none';
  // Two slips with neither date nor contact behind them: no index could find that pair either (blocking-keys.ts).
  const backed = birth === 'same' || contact === 'same' || swapped || surname === 'same' || firstName === 'same';
  return backed && score >= POSSIBLE_FROM ? 'possible' : 'none';
}

function agreed(names: NamesLikeness): string[] {
  if (names.swapped) return ['names.swapped'];
  return [...spell('surname', names.surname), ...spell('firstName', names.firstName)];
}

const spell = (name: string, likeness: Likeness | ContactLikeness): string[] =>
  isAlike(likeness) ? [likeness === 'near' ? `${name}.near` : name] : [];
