import type { Supply } from '../../../supply/index.js';
import { choicesOf } from '../../domain/case-places.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import { sectionIdOf } from '../section-ids.js';
import type { Sitting } from '../session-queries.js';

/** What a page of cases is asked for: in the address, and kept by what is pressed on it. */
export interface CaseQuery {
  readonly page?: string;
  /** Only the cases that one section concerns. */
  readonly section?: string;
}

/** The cases that wish for a section, or have something there: all of them where none is asked for. */
export function casesOf(
  sitting: Sitting,
  cases: readonly CaseLine[],
  sectionId: string | undefined,
  supply: Supply,
): readonly CaseLine[] {
  if (!sectionId || !supply.section(sectionId) || !sitting.prepared) return cases;
  const { instance } = sitting.prepared.now;
  return cases.filter(
    (one) =>
      [one.proposedSectionId, one.decidedSectionId].includes(sectionId) ||
      choicesOf(instance, one.dossierId, one.id).some((place) => sectionIdOf(supply, place) === sectionId),
  );
}

/** `?page=2&section=…`, for a link or a form; nothing where the whole first page is shown. */
export function queryOf({ page, section }: CaseQuery): string {
  const query = new URLSearchParams({
    ...(page && page !== '1' ? { page } : {}),
    ...(section ? { section } : {}),
  }).toString();
  return query ? `?${query}` : '';
}
