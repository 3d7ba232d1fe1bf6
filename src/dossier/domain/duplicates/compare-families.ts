import { isAlike } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';
import { comparePhones } from './compare-contacts.js';
import { compareAdults, compareNames } from './compare-names.js';

const sharesPhone = (a: ChildIdentity, b: ChildIdentity): boolean => a.phones.some((phone) => b.phones.includes(phone));
const sharesEmail = (a: ChildIdentity, b: ChildIdentity): boolean => a.emails.some((email) => b.emails.includes(email));

/** The adults of the first whom the second does not name. */
const unnamed = (a: ChildIdentity, b: ChildIdentity): string[] =>
  (a.adults ?? []).filter((adult) => !(b.adults ?? []).some((other) => isAlike(compareNames(adult, other))));

/**
 * Whether the two may be different homes: one mail address beside two different phone numbers, and an adult whom only
 * one side names. The lists hold mothers who share a name and an address. Joining two homes would show each of them
 * the other's dossier.
 */
const mayBeTwoHomes = (a: ChildIdentity, b: ChildIdentity): boolean =>
  !sharesPhone(a, b) &&
  ['different', 'near'].includes(comparePhones(a, b).likeness) &&
  unnamed(a, b).length + unnamed(b, a).length > 0;

/**
 * Whether two requests belong to one dossier (domain.md §4), whoever the child is. They are the `same` when phone and
 * mail agree, or one of them and the name of an adult. One contact alone is not enough, because a social worker's
 * number is on many files. Anything less that shares a contact and a surname is `possible`, for a person to judge.
 */
export function compareFamilies(a: ChildIdentity, b: ChildIdentity): 'same' | 'possible' | 'none' {
  const [phone, email] = [sharesPhone(a, b), sharesEmail(a, b)];
  if (!phone && !email) return 'none';
  if (phone && email) return 'same';
  const sameAdult = isAlike(compareAdults(a, b));
  if (sameAdult && !mayBeTwoHomes(a, b)) return 'same';
  return sameAdult || isAlike(compareNames(a.surname, b.surname)) ? 'possible' : 'none';
}

/** Whether two requests belong to one dossier without a person having to judge. */
export const sameFamily = (a: ChildIdentity, b: ChildIdentity): boolean => compareFamilies(a, b) === 'same';
