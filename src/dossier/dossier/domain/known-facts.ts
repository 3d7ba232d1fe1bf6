import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import { CHILD_QUESTIONS } from './child-questions.js';
import {
  siblingSaid,
  type AdultForm,
  type ChildForm,
  type DossierForm,
  type NeedForm,
  type WishForm,
} from './dossier-form.js';
import { answersTo } from './questions.js';
import { withWithheld } from './withheld.js';
import type { RequestState } from './request-states.js';

/** Where an adult lives. */
export type Residence = Pick<
  AdultForm,
  'addressLine' | 'postalCode' | 'communeCode' | 'communeName' | 'addressProtected'
>;
/** What an adult does. */
export type AdultSituation = Pick<
  AdultForm,
  'situation' | 'returnsOn' | 'workplaceCommune' | 'weeklyHours' | 'atypicalHours' | 'withheld'
>;
/** Who an adult is, and how to reach them. */
export type Person = Pick<
  AdultForm,
  'firstName' | 'surname' | 'phone' | 'email' | 'parentalAuthority' | 'preferredChannel'
>;
/** Facts about the family as a whole. */
export type FamilySituation = Pick<DossierForm, 'household' | 'criterionFacts'>;
/** What the family agrees to. */
export type Agreements = Pick<DossierForm, 'consents' | 'language'>;
/** Who a child is. */
export type ChildFacts = Omit<ChildForm, 'need' | 'wishes'>;
/** The answers of a whole family. */
export type FamilyAnswers = Omit<DossierForm, 'children'>;

/**
 * The facts that are kept with two dates: the day from which they hold, and the moment at which they were recorded. A
 * dossier has a `person`, a `residence` and an `adult` for each adult (by rank), one `family` and its `agreements`. A
 * request has a `child`, a `need`, `wishes`, a `status`, and a `solution` for each line (by its id).
 */
export interface FactValues {
  readonly person: Person;
  readonly residence: Residence;
  readonly adult: AdultSituation;
  readonly family: FamilySituation;
  readonly agreements: Agreements;
  readonly child: ChildFacts;
  readonly need: NeedForm;
  /** Best first. */
  readonly wishes: { readonly wishes: readonly WishForm[] };
  readonly status: { readonly state: RequestState };
  /** A solution line, as the feature that gives solutions writes it. */
  readonly solution: object;
}
export type FactKind = keyof FactValues;

/**
 * A fact about one subject. It holds from `effectiveFrom` on, until a later record names a day from which another fact
 * holds.
 */
export interface Fact<Kind extends FactKind = FactKind> {
  readonly kind: Kind;
  readonly subjectId: Id;
  readonly part: string;
  readonly effectiveFrom: Day;
  /** Null when the thing no longer exists. */
  readonly value: FactValues[Kind] | null;
}

export interface RecordedFact extends Fact {
  readonly id: Id;
  readonly recordedAt: Instant;
}

export const keyOf = ({ kind, subjectId, part }: Fact): string => [kind, subjectId, part].join(' ');

/**
 * What was known at a moment about a day: the facts that held on that day, as they had been recorded by that moment
 * (included). Of several records about one thing that hold by the day, the last recorded counts. A correction made
 * later thus counts from the day that it names, and does not change what was known before. @returns in the order of
 * the records
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

/** Records of one moment are ordered by their ids, which follow their creation. */
const inOrder = (a: RecordedFact, b: RecordedFact): number =>
  a.recordedAt === b.recordedAt ? (a.id < b.id ? -1 : 1) : a.recordedAt < b.recordedAt ? -1 : 1;

export const residenceOf = ({
  addressLine,
  postalCode,
  communeCode,
  communeName,
  addressProtected,
}: AdultForm): Residence => ({
  addressLine,
  postalCode,
  communeCode,
  communeName,
  // Left out where it is not, so that records from before it could be asked say the same.
  ...(addressProtected ? { addressProtected } : {}),
});

export const situationOf = ({
  situation,
  returnsOn,
  workplaceCommune,
  weeklyHours,
  atypicalHours,
  withheld = [],
}: AdultForm): AdultSituation =>
  withWithheld<AdultSituation>(
    {
      situation,
      workplaceCommune,
      weeklyHours,
      atypicalHours,
      // Left out when there is none, so that records from before it was asked say the same.
      ...(returnsOn ? { returnsOn } : {}),
    },
    withheld,
  );

const personOf = ({ firstName, surname, phone, email, parentalAuthority, preferredChannel }: AdultForm): Person => ({
  firstName,
  surname,
  phone,
  email,
  parentalAuthority,
  preferredChannel,
});

/** The facts to record from a family's answers as they are now. */
export function familyFacts(
  dossierId: Id,
  { adults, household, criterionFacts, consents, language }: FamilyAnswers,
  effectiveFrom: Day,
): Fact[] {
  const subject = { subjectId: dossierId, effectiveFrom };
  return [
    ...adults.flatMap((adult, index): Fact[] => [
      { ...subject, kind: 'person', part: String(index + 1), value: personOf(adult) },
      { ...subject, kind: 'residence', part: String(index + 1), value: residenceOf(adult) },
      { ...subject, kind: 'adult', part: String(index + 1), value: situationOf(adult) },
    ]),
    { ...subject, kind: 'family', part: '', value: { household, criterionFacts } },
    { ...subject, kind: 'agreements', part: '', value: { consents, language } },
  ];
}

/** The facts to record from the answers of one child as they are now. Its wishes are recorded by who writes them. */
export function childFacts(requestId: Id, child: ChildFacts & Pick<ChildForm, 'need'>, effectiveFrom: Day): Fact[] {
  const { firstName, surname, birthDate, dueDate, siblingProviderId, need } = child;
  const said = siblingSaid(child);
  const subject = { subjectId: requestId, part: '', effectiveFrom };
  const value: ChildFacts = {
    firstName,
    surname,
    birthDate,
    dueDate,
    siblingProviderId,
    ...answersTo(CHILD_QUESTIONS, child),
    // An establishment says yes by itself, as it did in facts recorded before "no" could be said.
    ...(siblingProviderId === null && said !== null ? { siblingReceived: said } : {}),
  };
  return [
    { ...subject, kind: 'child', value: withWithheld(value, child.withheld ?? []) },
    { ...subject, kind: 'need', value: need },
  ];
}

/**
 * The facts to record when those that held become others: those that changed, and those that no longer exist.
 * @param before and @param after facts of the same day
 */
export function changedFacts(before: readonly Fact[], after: readonly Fact[]): Fact[] {
  const said = new Map(before.map((fact) => [keyOf(fact), canonical(fact.value)]));
  const still = new Set(after.map(keyOf));
  return [
    ...after.filter((fact) => said.get(keyOf(fact)) !== canonical(fact.value)),
    ...before.filter((fact) => !still.has(keyOf(fact))).map((fact): Fact => ({ ...fact, value: null })),
  ];
}

/** A text that is the same for the same answers, whatever the order of their names. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
