import { plainSection } from '../../../../foundation/kernel/reserved-section.js';
import type { Supply } from '../../../../offer/supply/index.js';
import { choicesOf } from '../../domain/case-places.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import type { Sitting } from '../session-queries.js';

/** Which cases a page shows. It is part of the address, and is kept by the buttons of the page. */
export interface CaseQuery {
  readonly page?: string;
  /** Only the cases that concern this section. */
  readonly section?: string;
  /** Only the cases to decide, or only those decided. */
  readonly etat?: string;
}

/** The cases that the page is asked for: of a section, of a state, or all. Those to decide come before those decided. */
export function casesOf(
  sitting: Sitting,
  cases: readonly CaseLine[],
  { section, etat }: CaseQuery,
  supply: Supply,
): readonly CaseLine[] {
  const ofSection = casesOfSection(sitting, cases, section, supply);
  const [todo, decided] = [true, false].map((isOpen) =>
    ofSection.filter(({ decision }) => (decision === null) === isOpen),
  ) as [CaseLine[], CaseLine[]];
  return [...(etat === 'decided' ? [] : todo), ...(etat === 'todo' ? [] : decided)];
}

/** The cases that wish for a section, or have a proposal or decision there. All cases when no section is given. */
function casesOfSection(
  sitting: Sitting,
  cases: readonly CaseLine[],
  sectionId: string | undefined,
  supply: Supply,
): readonly CaseLine[] {
  // An address that names a section twice is read as a list, and asks for none.
  if (typeof sectionId !== 'string' || !supply.section(sectionId) || !sitting.prepared) return cases;
  const { instance } = sitting.prepared.now;
  return cases.filter(
    (line) =>
      [line.proposedSectionId, line.decidedSectionId].some((id) => id !== null && plainSection(id) === sectionId) ||
      choicesOf(instance, line.dossierId, line.id).some(
        ({ at, section }) => `${at}:${plainSection(section)}` === sectionId,
      ),
  );
}

/** `?page=2&section=…`, for a link or a form. Empty for the first page of all cases. */
export function queryOf({ page, section, etat }: CaseQuery): string {
  const query = new URLSearchParams({
    ...(page && page !== '1' ? { page } : {}),
    ...(section ? { section } : {}),
    ...(etat ? { etat } : {}),
  }).toString();
  return query ? `?${query}` : '';
}
