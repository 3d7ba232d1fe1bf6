import type { ChildIdentity } from './child-identity.js';
import { compareNames, isAlike } from './compare-names.js';

export type ContactLikeness = 'same' | 'different' | 'unknown';

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((value) => b.includes(value));
export const sharePhone = (a: ChildIdentity, b: ChildIdentity): boolean => share(a.phones, b.phones);
export const shareEmail = (a: ChildIdentity, b: ChildIdentity): boolean => share(a.emails, b.emails);

/** Different only when both gave the same kind of contact: a phone says nothing against a mail. */
export function compareContacts(a: ChildIdentity, b: ChildIdentity): ContactLikeness {
  if (sharePhone(a, b) || shareEmail(a, b)) return 'same';
  const comparable = (a.phones.length > 0 && b.phones.length > 0) || (a.emails.length > 0 && b.emails.length > 0);
  return comparable ? 'different' : 'unknown';
}

/** Same when an adult of one is an adult of the other; `Sonia` and `Sonia Vincent` may be one person. */
export function compareAdults(a: ChildIdentity, b: ChildIdentity): ContactLikeness {
  const [left, right] = [a.adults ?? [], b.adults ?? []];
  if (left.length === 0 || right.length === 0) return 'unknown';
  return left.some((one) => right.some((other) => isAlike(compareNames(one, other)))) ? 'same' : 'different';
}
