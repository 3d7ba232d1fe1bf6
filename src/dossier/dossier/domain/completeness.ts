import type { Day } from '../../../foundation/kernel/time.js';
import { isLoneWithAnother } from './contradictions.js';
import {
  EMPTY_ADULT,
  isLeave,
  type AdultForm,
  type ChildForm,
  type DossierForm,
  type NeedForm,
} from './dossier-form.js';
import { isWithheld } from './withheld.js';

/** Answers that are missing; each is a sentence of the catalogue (`gap.<code>`). */
export const GAPS = [
  'child.surname',
  'child.birthDate',
  'child.firstName',
  'child.twin',
  'adult.surname',
  'adult.contact',
  'household.commune',
  'household.loneParent',
  'household.loneWithAnother',
  'adult.second',
  'adult.situation',
  'adult.returnsOn',
  'need.kind',
  'need.wantedFrom',
  'need.week',
  'wishes',
  'wishes.provider',
] as const;
export type Gap = (typeof GAPS)[number];

/**
 * Nobody can judge or answer a request without these. The other missing answers cost points, and the desk asks for
 * them.
 */
const ESSENTIAL: readonly Gap[] = [
  'child.surname',
  'child.birthDate',
  'adult.contact',
  'household.commune',
  'need.wantedFrom',
  'need.week',
  'wishes',
  'wishes.provider',
];
export const essentialGaps = <Code extends string>(gaps: readonly Code[]): Code[] =>
  gaps.filter((gap) => (ESSENTIAL as readonly string[]).includes(gap));

/**
 * At the counter everything else can be asked later. But without a name, nobody finds the dossier again or knows whose
 * it is.
 */
const AT_COUNTER: readonly Gap[] = ['child.surname', 'adult.surname'];
export const gapsAtCounter = (gaps: readonly Gap[]): Gap[] => gaps.filter((gap) => AT_COUNTER.includes(gap));

/** Whether the care is asked for on the same days each week: care from time to time, and an emergency, need none. */
export const hasUsualWeek = ({ kind }: Pick<NeedForm, 'kind'>): boolean =>
  kind !== 'occasional' && kind !== 'emergency';

/** The day from which an emergency needs care, today where it says none; null for any other need. */
export const urgentFromOf = ({ kind, wantedFrom }: Pick<NeedForm, 'kind' | 'wantedFrom'>, today: Day): Day | null =>
  kind === 'emergency' ? (wantedFrom ?? today) : null;

/** A parent who raises the children with somebody else, while nothing is said of that other parent. */
export const lacksSecondAdult = ({ household, adults }: Pick<DossierForm, 'household' | 'adults'>): boolean =>
  household.loneParent === false && adults.length < 2;

/** The form with a place for the adult of a page, whom nobody may have described yet. @param index from 0 */
export const withAskedAdult = (form: DossierForm, index: number): DossierForm =>
  index >= form.adults.length ? { ...form, adults: [...form.adults, EMPTY_ADULT] } : form;

type AskedAdult = Pick<AdultForm, 'situation' | 'returnsOn' | 'withheld'>;

/** What each adult is asked for itself, and whether this one has not said it. */
const LACKED_BY_ADULT = {
  'adult.situation': (adult: AskedAdult) => adult.situation === null && !isWithheld(adult, 'situation'),
  // Nobody knows when such a leave ends, so it gives no points (decision 0048).
  'adult.returnsOn': (adult: AskedAdult) =>
    isLeave(adult.situation) && (adult.returnsOn ?? null) === null && !isWithheld(adult, 'returnsOn'),
} satisfies Partial<Record<Gap, (adult: AskedAdult) => boolean>>;

/** Whether an adult lacks an answer that every adult is asked; null where the gap is not about each of them. */
export const lacks = (adult: AskedAdult, gap: string): boolean | null =>
  gap in LACKED_BY_ADULT ? LACKED_BY_ADULT[gap as keyof typeof LACKED_BY_ADULT](adult) : null;

const reachable = (adult: AdultForm | undefined): boolean =>
  Boolean(adult && (adult.phone || adult.email || adult.addressLine));

/** For how many children a family asks: a transfer asks again for one, and a joined request is another's. */
export const countChildren = (
  requests: readonly { readonly joinedIntoId: string | null; readonly transferFromId: string | null }[],
): number => requests.filter((request) => request.joinedIntoId === null && request.transferFromId === null).length;

/**
 * What is missing for one child. What the family does not wish to answer is not missing: it was asked, and gives no
 * points.
 * @param children how many children the dossier has ({@link countChildren})
 * @param knownProviders ids of the establishments that exist; a wish for any other counts as missing
 */
export function gapsOf(
  form: DossierForm,
  child: ChildForm,
  knownProviders: ReadonlySet<string>,
  today: string,
  children = form.children.length,
): Gap[] {
  const [first] = form.adults;
  const missing: Record<Gap, boolean> = {
    'child.surname': !child.surname,
    'child.birthDate': !child.birthDate && !child.dueDate,
    // A name is missing once the child is born or its due date is past. A child who is still expected needs none.
    'child.firstName':
      !child.firstName && (child.birthDate !== null || (child.dueDate !== null && child.dueDate < today)),
    'child.twin': child.multipleBirth === true && children < 2,
    'adult.surname': !first?.surname,
    'adult.contact': !form.adults.some(reachable),
    'household.commune': !first?.communeCode && !first?.communeName,
    'household.loneParent':
      form.household.loneParent === null && form.adults.length < 2 && !isWithheld(form.household, 'loneParent'),
    'household.loneWithAnother': isLoneWithAnother(form.household.loneParent, form.adults),
    'adult.second': lacksSecondAdult(form),
    'adult.situation': form.adults.some(LACKED_BY_ADULT['adult.situation']),
    'adult.returnsOn': form.adults.some(LACKED_BY_ADULT['adult.returnsOn']),
    'need.kind': child.need.kind === null && !isWithheld(child.need, 'kind'),
    'need.wantedFrom': child.need.wantedFrom === null,
    'need.week': hasUsualWeek(child.need) && (child.need.week === null || Object.keys(child.need.week).length === 0),
    wishes: child.wishes.length === 0,
    'wishes.provider': child.wishes.some((wish) => wish.providerId !== null && !knownProviders.has(wish.providerId)),
  };
  return GAPS.filter((gap) => missing[gap]);
}
