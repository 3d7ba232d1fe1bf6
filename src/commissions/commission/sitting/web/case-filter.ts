import { plainSection } from '../../../../foundation/kernel/reserved-section.js';
import type { Id } from '../../../../foundation/kernel/ids.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { Supply } from '../../../../offer/supply/index.js';
import type { Sentences } from '../../bodies/web/sentences.js';
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
  return cases.filter((line) => sectionsConcerned(sitting, line).has(sectionId));
}

/** The sections for which a case wishes, or where it has a proposal or decision; none before the preparation. */
function sectionsConcerned({ prepared }: Sitting, line: CaseLine): ReadonlySet<Id> {
  if (!prepared) return new Set();
  return new Set([
    ...[line.proposedSectionId, line.decidedSectionId].flatMap((id) => (id === null ? [] : [plainSection(id)])),
    ...choicesOf(prepared.now.instance, line.dossierId, line.id).map(
      ({ at, section }) => `${at}:${plainSection(section)}`,
    ),
  ]);
}

/** How many cases concern each section. */
export function countBySection(sitting: Sitting, cases: readonly CaseLine[]): ReadonlyMap<Id, number> {
  const counts = new Map<Id, number>();
  for (const line of cases)
    for (const id of sectionsConcerned(sitting, line)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** What a page was narrowed to, for its title. */
export const narrowedTo = (words: Translator, say: Sentences, { section, etat }: CaseQuery): string[] => [
  etat === 'todo' || etat === 'decided' ? words.t(`commission.filter.state.${etat}`) : '',
  typeof section === 'string' ? say.sectionName(words, section) : '',
];

/** `?page=2&section=…`, for a link or a form. Empty for the first page of all cases. */
export function queryOf({ page, section, etat }: CaseQuery): string {
  const query = new URLSearchParams({
    ...(page && page !== '1' ? { page } : {}),
    ...(section ? { section } : {}),
    ...(etat ? { etat } : {}),
  }).toString();
  return query ? `?${query}` : '';
}
