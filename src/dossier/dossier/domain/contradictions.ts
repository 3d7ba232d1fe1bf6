import type { Day } from '../../../foundation/kernel/time.js';
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

/** How the beginnings of addresses are shortened. */
const SHORT: Readonly<Record<string, string>> = {
  all: 'allee',
  av: 'avenue',
  ave: 'avenue',
  bd: 'boulevard',
  bld: 'boulevard',
  ch: 'chemin',
  imp: 'impasse',
  pl: 'place',
  r: 'rue',
  rte: 'route',
  st: 'saint',
  ste: 'sainte',
};
/** An address without what two people write differently: accents, signs and shortened words. */
const plain = (address: string | null): string =>
  (address ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => SHORT[word] ?? word)
    .join(' ');
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
