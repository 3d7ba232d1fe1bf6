import { grantsFor, Permission, type Actor } from '../../foundation/platform/security/index.js';

/** The trays whose letters an actor prints and posts: those of its desks; null is that of the members of commissions. */
export const traysOf = (actor: Actor): (string | null)[] => [
  ...new Set(grantsFor(actor, Permission.PostLetters).map(({ deskId }) => deskId ?? null)),
];

/** Whether an actor prints and posts the letters of a desk; of null, those to members of commissions. */
export const mayPostLettersOf = (actor: Actor, deskId: string | null): boolean => traysOf(actor).includes(deskId);
