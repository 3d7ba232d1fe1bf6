import { isAlike } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';
import { comparePhones } from './compare-contacts.js';
import { compareAdults, compareNames } from './compare-names.js';

const sharesPhone = (a: ChildIdentity, b: ChildIdentity): boolean => a.phones.some((phone) => b.phones.includes(phone));
const sharesEmail = (a: ChildIdentity, b: ChildIdentity): boolean => a.emails.some((email) => b.emails.includes(email));

/** The adults of one whom the other does not name. */
const unnamed = (a: ChildIdentity, b: ChildIdentity): string[] =>
  (a.adults ?? []).filter((one) => !(b.adults ?? []).some((other) => isAlike(compareNames(one, other))));

/**
 * A mail beside two different phones, and somebody named on one side alone: the lists hold mothers of one name and one
 * address, and joining two homes shows each to the other.
 */
const mayBeTwoHomes = (a: ChildIdentity, b: ChildIdentity): boolean =>
  !sharesPhone(a, b) &&
  ['different', 'near'].includes(comparePhones(a, b).likeness) &&
  unnamed(a, b).length + unnamed(b, a).length > 0;

/**
 * Whether two requests belong to one dossier (domain.md §4), whoever the child is: `same` when phone and mail agree, or
 * one of them and an adult's name, as a social worker's number is on many files. Anything less that shares a contact
 * and a surname is `possible`, for a person.
 */
export function compareFamilies(a: ChildIdentity, b: ChildIdentity): 'same' | 'possible' | 'none' {
  const [phone, email] = [sharesPhone(a, b), sharesEmail(a, b)];
  if (!phone && !email) return 'none';
  if (phone && email) return 'same';
  const sameAdult = isAlike(compareAdults(a, b));
  if (sameAdult && !mayBeTwoHomes(a, b)) return 'same';
  return sameAdult || isAlike(compareNames(a.surname, b.surname)) ? 'possible' : 'none';
}

/** True when two requests belong to one dossier without anybody having to judge. */
export const sameFamily = (a: ChildIdentity, b: ChildIdentity): boolean => compareFamilies(a, b) === 'same';
