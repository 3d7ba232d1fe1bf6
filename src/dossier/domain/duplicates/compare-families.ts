import { isAlike } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';
import { comparePhones, sharesContact } from './compare-contacts.js';
import { compareAdults, compareNames } from './compare-names.js';

/**
 * Whether two requests belong to one dossier (domain.md §4), whoever the child is: `same` when a phone or mail agrees and
 * a surname or an adult does too, as a social worker's number is on many files. A shared mail beside two different phones
 * is only `possible`: the lists hold mothers of one name and one address, and joining two homes shows each to the other.
 */
export function compareFamilies(a: ChildIdentity, b: ChildIdentity): 'same' | 'possible' | 'none' {
  if (!sharesContact(a, b)) return 'none';
  if (!isAlike(compareNames(a.surname, b.surname)) && !isAlike(compareAdults(a, b))) return 'none';
  return ['different', 'near'].includes(comparePhones(a, b).likeness) ? 'possible' : 'same';
}

/** True when two requests belong to one dossier without anybody having to judge. */
export const sameFamily = (a: ChildIdentity, b: ChildIdentity): boolean => compareFamilies(a, b) === 'same';
