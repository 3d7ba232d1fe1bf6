import { isAlike } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';
import { compareEmails, comparePhones } from './compare-contacts.js';
import { compareAdults, compareNames } from './compare-names.js';
import { nameWords } from './normalise-name.js';

const sharesPhone = (a: ChildIdentity, b: ChildIdentity): boolean => a.phones.some((phone) => b.phones.includes(phone));
const sharesEmail = (a: ChildIdentity, b: ChildIdentity): boolean => a.emails.some((email) => b.emails.includes(email));

/** The adults of the first whom the second does not name. */
const unnamed = (a: ChildIdentity, b: ChildIdentity): string[] =>
  (a.adults ?? []).filter((adult) => !(b.adults ?? []).some((other) => isAlike(compareNames(adult, other))));

/**
 * Whether the two may be different homes: each side names an adult of its own, or one side does beside one mail address
 * and two telephones. The lists hold mothers who share a name and an address, and a grandmother's telephone stands beside
 * the children of both her sons. Joining two homes would show each of them the other's dossier.
 */
function mayBeTwoHomes(a: ChildIdentity, b: ChildIdentity): boolean {
  const [others, theirs] = [unnamed(a, b).length, unnamed(b, a).length];
  const hasOtherPhone = !sharesPhone(a, b) && ['different', 'near'].includes(comparePhones(a, b).likeness);
  return (others > 0 && theirs > 0) || (hasOtherPhone && others + theirs > 0);
}

/** Whether both name an adult alike, by a first name with a surname. */
const nameOneWhole = (a: ChildIdentity, b: ChildIdentity): boolean => {
  const whole = ({ adults = [] }: ChildIdentity): string[] => adults.filter((adult) => nameWords(adult).length > 1);
  return isAlike(compareAdults({ ...a, adults: whole(a) }, { ...b, adults: whole(b) }));
};

/**
 * Whether something speaks against one home, where an adult is named by its first name alone: the other kind of contact,
 * or a surname of the child that is not known to be the same.
 */
const speaksAgainst = (a: ChildIdentity, b: ChildIdentity): boolean =>
  [comparePhones(a, b), compareEmails(a, b)].some(({ likeness }) => ['different', 'near'].includes(likeness)) ||
  !isAlike(compareNames(a.surname, b.surname));

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
  if (sameAdult && !mayBeTwoHomes(a, b) && (nameOneWhole(a, b) || !speaksAgainst(a, b))) return 'same';
  return sameAdult || isAlike(compareNames(a.surname, b.surname)) ? 'possible' : 'none';
}

/** Whether two requests belong to one dossier without a person having to judge. */
export const sameFamily = (a: ChildIdentity, b: ChildIdentity): boolean => compareFamilies(a, b) === 'same';
