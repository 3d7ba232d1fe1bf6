import type { Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';
import type { AdultForm, DossierForm, WishForm } from './dossier-form.js';
import type { RequestState } from './request-lifecycle.js';

/** Where an adult lives. */
export type Residence = Pick<AdultForm, 'addressLine' | 'postalCode' | 'communeCode' | 'communeName'>;
/** What an adult does. */
export type AdultSituation = Pick<AdultForm, 'situation' | 'workplaceCommune' | 'weeklyHours' | 'atypicalHours'>;
/** What is so of the family as a whole. */
export type FamilySituation = Pick<DossierForm, 'household' | 'criterionFacts'>;

/**
 * What is kept twice dated. `residence` and `adult` are of a dossier, one for each adult (by rank); `family` of a
 * dossier; `wishes` and `status` of a request; `solution` of a request, one for each line (by its id).
 */
export interface FactValues {
  readonly residence: Residence;
  readonly adult: AdultSituation;
  readonly family: FamilySituation;
  /** Best first. */
  readonly wishes: { readonly wishes: readonly WishForm[] };
  readonly status: { readonly state: RequestState };
  /** As the feature that gives solutions writes a line of them. */
  readonly solution: object;
}
export type FactKind = keyof FactValues;

/** What is said of one subject. It holds from a day on, until something is said later that holds by then. */
export interface Fact<Kind extends FactKind = FactKind> {
  readonly kind: Kind;
  readonly subjectId: Id;
  readonly part: string;
  readonly effectiveFrom: Day;
  /** Null: there is none any more. */
  readonly value: FactValues[Kind] | null;
}

export interface RecordedFact extends Fact {
  readonly id: Id;
  readonly recordedAt: Instant;
}

const keyOf = ({ kind, subjectId, part }: Fact): string => [kind, subjectId, part].join(' ');

/**
 * As it was known then: what held on a day, as it had been recorded by a moment (included). Of what is said of one
 * thing, the last that was recorded counts, among what holds by that day: a correction made later counts from the day
 * on that it names, and what was known before it stays what was known. @returns in the order of the records
 */
export function asKnownThen<Recorded extends RecordedFact>(
  records: readonly Recorded[],
  day: Day,
  recordedBy: Instant,
): Recorded[] {
  const last = new Map<string, Recorded>();
  for (const record of [...records].sort(inOrder))
    if (record.effectiveFrom <= day && record.recordedAt <= recordedBy) last.set(keyOf(record), record);
  return [...last.values()].filter(({ value }) => value !== null);
}

/** Ids of one moment are in the order in which they were made. */
const inOrder = (a: RecordedFact, b: RecordedFact): number =>
  a.recordedAt === b.recordedAt ? (a.id < b.id ? -1 : 1) : a.recordedAt < b.recordedAt ? -1 : 1;

export const residenceOf = ({ addressLine, postalCode, communeCode, communeName }: AdultForm): Residence => ({
  addressLine,
  postalCode,
  communeCode,
  communeName,
});

export const situationOf = ({
  situation,
  workplaceCommune,
  weeklyHours,
  atypicalHours,
}: AdultForm): AdultSituation => ({ situation, workplaceCommune, weeklyHours, atypicalHours });

/** What is kept of a family's answers, as they stand. */
export function familyFacts(
  dossierId: Id,
  { adults, household, criterionFacts }: Pick<DossierForm, 'adults' | 'household' | 'criterionFacts'>,
  effectiveFrom: Day,
): Fact[] {
  const subject = { subjectId: dossierId, effectiveFrom };
  return [
    ...adults.flatMap((adult, index): Fact[] => [
      { ...subject, kind: 'residence', part: String(index + 1), value: residenceOf(adult) },
      { ...subject, kind: 'adult', part: String(index + 1), value: situationOf(adult) },
    ]),
    { ...subject, kind: 'family', part: '', value: { household, criterionFacts } },
  ];
}

/** What is to be recorded when a family says `next` where it had said `held`: what changed, and what there is no more of. */
export function changedFamilyFacts(
  dossierId: Id,
  held: Pick<DossierForm, 'adults' | 'household' | 'criterionFacts'>,
  next: Pick<DossierForm, 'adults' | 'household' | 'criterionFacts'>,
  effectiveFrom: Day,
): Fact[] {
  const [before, after] = [held, next].map((said) => familyFacts(dossierId, said, effectiveFrom)) as [Fact[], Fact[]];
  const said = new Map(before.map((fact) => [keyOf(fact), canonical(fact.value)]));
  const still = new Set(after.map(keyOf));
  return [
    ...after.filter((fact) => said.get(keyOf(fact)) !== canonical(fact.value)),
    ...before.filter((fact) => !still.has(keyOf(fact))).map((fact): Fact => ({ ...fact, value: null })),
  ];
}

/** The same answers in another order of their names are the same. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
