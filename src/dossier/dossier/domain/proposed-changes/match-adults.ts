import type { AdultForm } from '../dossier-form.js';
import { isAlike } from '../duplicates/agreement.js';
import { compareNames } from '../duplicates/compare-names.js';

const nameOf = ({ firstName, surname }: AdultForm): string => [firstName, surname].filter(Boolean).join(' ');

const isOnePerson = (held: AdultForm, sent: AdultForm): boolean => {
  const names = compareNames(nameOf(held), nameOf(sent));
  if (isAlike(names)) return true;
  const sharesContact =
    (held.phone !== null && held.phone === sent.phone) || (held.email !== null && held.email === sent.email);
  return names.likeness === 'unknown' && sharesContact;
};

/** Two adults at most (domain.md §3, `Household`). */
const MOST_ADULTS = 2;

/**
 * Which stored adult each sent adult is. The other parent may have filled in the form, and then comes first in it. An
 * unknown adult takes the free place. When both places are taken, that adult is compared with the one whom no other
 * matches.
 * @returns for each sent adult, the index of the stored one; `held.length` for a new one; null for one too many
 */
export function matchAdults(held: readonly AdultForm[], sent: readonly AdultForm[]): (number | null)[] {
  const free = new Set(held.keys());
  const matched = sent.map((adult) => {
    const found = [...free].find((index) => isOnePerson(held[index]!, adult)) ?? null;
    if (found !== null) free.delete(found);
    return found;
  });
  const isNobody = (adult: AdultForm | undefined): boolean =>
    adult === undefined || Object.values(adult).every((answer) => answer === null);
  let next = held.length;
  return matched.map((found, index) => {
    if (found !== null || isNobody(sent[index])) return found;
    const empty = [...free].find((index) => isNobody(held[index]));
    if (empty !== undefined) {
      free.delete(empty);
      return empty;
    }
    if (next < MOST_ADULTS) return next++;
    const [other] = free;
    if (other === undefined) return null;
    free.delete(other);
    return other;
  });
}
