import { desksOf, type Actor } from '../../foundation/platform/security/index.js';

/** The desk whose agent notes an enquiry; null for whoever works at none. */
export const deskThatNotesFor = (actor: Actor): string | null => desksOf(actor)[0] ?? null;

/** The desks whose enquiries an actor sees in a list: {@link mayReadEnquiry}. */
export const desksWhoseEnquiriesAreReadBy = (actor: Actor): string[] => desksOf(actor);

/** Whether an actor may read an enquiry: an agent of the desk that noted it (domain.md §2). */
export const mayReadEnquiry = (actor: Actor, { deskId }: { readonly deskId: string }): boolean =>
  desksOf(actor).includes(deskId);
