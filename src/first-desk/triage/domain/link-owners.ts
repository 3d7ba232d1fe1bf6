/**
 * The adults of whom one is chosen when a link is given at the counter: those of two homes, of which none may read how
 * the other is reached. None where one link shows the same to all.
 */
export const linkOwners = <Of>({ apart }: { readonly apart: boolean }, adults: readonly Of[]): readonly Of[] =>
  apart && adults.length > 1 ? adults : [];
