/** A case of the agenda with the section of its first wish for its age; null when no section takes it at that age. */
export interface SectionedCase<Case> {
  readonly sectionId: string | null;
  readonly of: Case;
}

export interface SectionCases<Case> {
  readonly sectionId: string | null;
  readonly cases: readonly Case[];
}

/**
 * The cases section by section, in the order of the sections. Cases keep their own order. Those without a section stand
 * last.
 * @param sectionIds the sections of the body, in the order of its establishments
 */
export function groupBySection<Case>(
  cases: readonly SectionedCase<Case>[],
  sectionIds: readonly string[],
): SectionCases<Case>[] {
  const sectionOf = ({ sectionId }: SectionedCase<Case>): string | null =>
    sectionId !== null && sectionIds.includes(sectionId) ? sectionId : null;
  return [...sectionIds, null]
    .map((sectionId) => ({
      sectionId,
      cases: cases.filter((one) => sectionOf(one) === sectionId).map((one) => one.of),
    }))
    .filter((group) => group.cases.length > 0);
}

/** What a case does not say: criteria by their code. */
export interface Unsaid {
  readonly number: number;
  readonly codes: readonly string[];
}

/** A criterion and the cases that do not say it; `numbers` is null when no case does. */
export interface UnsaidCriterion {
  readonly code: string;
  readonly numbers: readonly number[] | null;
}

/** The unsaid criteria, each named once with the numbers of its cases. The one that most cases leave unsaid is first. */
export function groupByCriterion(cases: readonly Unsaid[]): UnsaidCriterion[] {
  const codes = [...new Set(cases.flatMap((one) => one.codes))];
  return codes
    .map((code) => ({ code, numbers: cases.filter((one) => one.codes.includes(code)).map(({ number }) => number) }))
    .sort((a, b) => b.numbers.length - a.numbers.length)
    .map(({ code, numbers }) => ({ code, numbers: numbers.length === cases.length ? null : numbers }));
}
