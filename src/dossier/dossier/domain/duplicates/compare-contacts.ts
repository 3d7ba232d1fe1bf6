import { best, DIFFERENT, near, SAME, type Compared } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';
import { editDistance } from './edit-distance.js';

/**
 * Two numbers are near when one digit is wrong, or two neighbouring digits are swapped: `0612345678` and `0612354678`.
 */
const comparePhoneNumbers = (a: string, b: string): Compared =>
  a === b ? SAME : a.length === b.length && editDistance(a, b) === 1 ? near('digit') : DIFFERENT;

/** Compares the numbers of all adults with each other. The closest pair counts. */
export const comparePhones = (a: ChildIdentity, b: ChildIdentity): Compared =>
  best(a.phones.flatMap((phone) => b.phones.map((other) => comparePhoneNumbers(phone, other))));

export const compareEmails = (a: ChildIdentity, b: ChildIdentity): Compared =>
  best(a.emails.flatMap((email) => b.emails.map((other) => (email === other ? SAME : DIFFERENT))));

export const sharesContact = (a: ChildIdentity, b: ChildIdentity): boolean =>
  a.phones.some((phone) => b.phones.includes(phone)) || a.emails.some((email) => b.emails.includes(email));
