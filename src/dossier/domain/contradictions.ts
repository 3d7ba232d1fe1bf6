import type { Day } from '../../kernel/time.js';
import type { AdultForm, ChildForm } from './dossier-form.js';

/** Answers that cannot all be true. Each is asked about where it is typed; none is corrected by itself. */

/** Whether care is wanted before the child is born, or is due. */
export const isBeforeBirth = (
  { birthDate, dueDate }: Pick<ChildForm, 'birthDate' | 'dueDate'>,
  wantedFrom: Day | null,
): boolean => {
  const birth = birthDate ?? dueDate;
  return wantedFrom !== null && birth !== null && wantedFrom < birth;
};

/** Whether a postal code is none of a commune's. A commune without known codes contradicts nothing. */
export const isOfAnotherTown = (postalCode: string | null | undefined, codesOfTown: readonly string[]): boolean =>
  Boolean(postalCode) && codesOfTown.length > 0 && !codesOfTown.includes(postalCode!);

const plain = (address: string | null): string =>
  (address ?? '')
    .toLowerCase()
    .replace(/[\s,.]+/g, ' ')
    .trim();
/** Where an adult lives, as typed. */
export type Home = Pick<AdultForm, 'addressLine' | 'postalCode'>;

/**
 * Whether the second adult lives with the first: at the same address, or at none of its own. Whoever raises a child
 * alone has no second adult at home (domain.md §4).
 */
export const livesWith = (first: Home, second: Home): boolean =>
  plain(second.addressLine) === '' ||
  (plain(second.addressLine) === plain(first.addressLine) &&
    (!second.postalCode || !first.postalCode || second.postalCode === first.postalCode));

/** Whether a lone parent has a second adult at home. */
export const isLoneWithAnother = (loneParent: boolean | null, [first, second]: readonly Home[]): boolean =>
  loneParent === true && first !== undefined && second !== undefined && livesWith(first, second);
