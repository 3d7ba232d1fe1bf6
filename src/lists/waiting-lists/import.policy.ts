import { desksOf, type Actor } from '../../foundation/platform/security/index.js';

/** The desks for which an actor imports lists, and whose imported lists the actor sees: {@link mayReadImport}. */
export const desksImportedForBy = (actor: Actor): string[] => desksOf(actor);

/** Whether an actor may import a list for a desk: an agent of this desk (domain.md §2). */
export const mayImportFor = (actor: Actor, deskId: string): boolean => desksOf(actor).includes(deskId);

/** Whether an actor may read an imported list and go on with it: an agent of the desk that imported it. */
export const mayReadImport = (actor: Actor, { deskId }: { readonly deskId: string }): boolean =>
  mayImportFor(actor, deskId);
