import { WISHED_KINDS, type WishedKind } from '../../../foundation/kernel/care-kinds.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Language } from '../../../foundation/kernel/language.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Weekday, WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
import { CHILD_QUESTIONS, type ChildQuestion, type ChildQuestions } from './child-questions.js';
import type { EmergencyReason } from './emergency-reasons.js';
import { NEED_QUESTIONS, type NeedQuestions } from './need-questions.js';
import { answeredAlike, type StoredAnswers } from './questions.js';
import type { WITHHELD } from './withheld.js';

/**
 * The answers of a family. The parents' pages, the counter, the API and the import all fill in this same form. `null`
 * means "not answered"; completeness.ts says what a missing answer prevents.
 */
export interface DossierForm {
  readonly adults: AdultForm[];
  readonly household: HouseholdForm;
  readonly children: ChildForm[];
  /** Facts asked only because the grid in force gives points for them (criterion code → declared, or not). */
  readonly criterionFacts: Record<string, FactAnswer>;
  readonly consents: ConsentsForm;
  /**
   * The language in which the family wants to be written to. Null means that of the pages it filled in, and French at
   * the counter.
   */
  readonly language: Language | null;
}

/** Whether a child of it needs emergency care. */
export const asksUrgently = ({ children }: Pick<DossierForm, 'children'>): boolean =>
  children.some(({ need }) => need.kind === 'emergency');

/** Whether a fact holds, unless the family does not wish to say. */
export type FactAnswer = boolean | typeof WITHHELD;

export const CHANNELS = ['email', 'sms', 'letter', 'phone'] as const;
export type Channel = (typeof CHANNELS)[number];

export const SITUATIONS = [
  'working',
  'studying',
  'job_seeking',
  'insertion',
  'maternity_leave',
  'paternity_leave',
  'parental_leave',
  'none',
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** The situations that end on a day that is known: a person on leave goes back to work or to training. */
export const LEAVES = ['maternity_leave', 'paternity_leave', 'parental_leave'] as const satisfies readonly Situation[];
export const isLeave = (situation: string | null | undefined): boolean => LEAVES.some((leave) => leave === situation);

/** The situations that count as an activity already, so that no date of a later start changes them. */
const ACTIVITIES: readonly Situation[] = ['working', 'studying'];

/** Whether work, studies or training may start or start again on a day to come: on leave, seeking, or without work. */
export const mayStartLater = (situation: string | null | undefined): boolean =>
  Boolean(situation) && !ACTIVITIES.some((activity) => activity === situation);

export interface AdultForm {
  readonly firstName: string | null;
  readonly surname: string | null;
  /** National digits, ten of them, e.g. `0612345678`; a foreign number keeps its `+`. */
  readonly phone: string | null;
  /** Lower case. */
  readonly email: string | null;
  readonly addressLine: string | null;
  readonly postalCode: string | null;
  /** INSEE code of a commune of the territory. Null when the commune lies outside; `communeName` then names it. */
  readonly communeCode: string | null;
  readonly communeName: string | null;
  /** Nobody of another home reads where this adult lives, and no nursery before it has a place. Absent where not asked for. */
  readonly addressProtected?: boolean | null;
  readonly parentalAuthority: boolean | null;
  readonly preferredChannel: Channel | null;
  readonly situation: Situation | null;
  /**
   * The first day of work, studies or training of an adult who has none now, after a leave or for the first time. Absent
   * from answers stored before it was asked.
   */
  readonly returnsOn?: Day | null;
  readonly workplaceCommune: string | null;
  readonly weeklyHours: number | null;
  readonly atypicalHours: boolean | null;
  /** What the family does not wish to answer (withheld.ts), as in the other parts of the form. */
  readonly withheld?: readonly ('situation' | 'returnsOn')[];
}

export const REGIMES = ['caf', 'msa', 'other'] as const;
export type Regime = (typeof REGIMES)[number];

export const CUSTODIES = ['one_home', 'alternating'] as const;
export type Custody = (typeof CUSTODIES)[number];

export interface HouseholdForm {
  readonly loneParent: boolean | null;
  readonly dependentChildren: number | null;
  readonly regime: Regime | null;
  /** Euros a month; optional: used for a criterion and a labelled estimate, never for billing. */
  readonly familyQuotient: number | null;
  readonly custody: Custody | null;
  /** The family's own words on whose weeks are whose. Only the desk sees them. */
  readonly custodyWeeks: string | null;
  readonly withheld?: readonly ('loneParent' | 'familyQuotient')[];
}

export const NEED_KINDS = ['regular', 'occasional', 'emergency'] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

export const CURRENT_CARES = ['parent', 'family', 'childminder', 'establishment', 'none', 'other'] as const;
export type CurrentCare = (typeof CURRENT_CARES)[number];

export const WAITS_FIRST = ['place', 'date'] as const;
export type WaitsFirst = (typeof WAITS_FIRST)[number];

export interface NeedForm extends StoredAnswers<NeedQuestions> {
  readonly kind: NeedKind | null;
  /** Why an emergency cannot wait. Absent in answers from before it was asked. */
  readonly urgentReason?: EmergencyReason | null;
  readonly wantedFrom: Day | null;
  readonly earliestFrom: Day | null;
  readonly latestFrom: Day | null;
  /**
   * What it prefers when it can have a better place later, or another one sooner. Absent in answers from before it was
   * asked: the place.
   */
  readonly waitsFirst?: WaitsFirst | null;
  readonly week: WeekSchedule | null;
  /** The number of days, 1 to 7, when nothing more is known, as in an imported list. `week` is then null. */
  readonly daysPerWeek: number | null;
  /** Which days, when these are known and the hours are not. Absent in answers from before they were kept. */
  readonly daysWanted?: readonly Weekday[] | null;
  readonly weeksPerYear: number | null;
  readonly acceptsShorterWeek: boolean | null;
  readonly minimumDays: number | null;
  readonly currentCare: CurrentCare | null;
  readonly currentCareEnds: Day | null;
  readonly withheld?: readonly ('kind' | 'urgentReason' | 'currentCare')[];
}

export const WISH_MODES = WISHED_KINDS;
export type WishMode = WishedKind;

/**
 * One ranked target: an establishment, or a mode of care in a commune (`communeCode` null: anywhere in the territory).
 */
export interface WishForm {
  readonly mode: WishMode;
  readonly providerId: Id | null;
  readonly communeCode: string | null;
}

export interface ChildForm extends StoredAnswers<ChildQuestions> {
  /** Null when the child is to be born or the name was not given. Such a child is never a certain duplicate. */
  readonly firstName: string | null;
  readonly surname: string | null;
  /** A form answers exactly one of `birthDate` and `dueDate`. A child whose birth is told later keeps both. */
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
  /**
   * Whether a brother or sister already goes to an establishment. Absent from answers stored before it was asked: read
   * it by {@link siblingSaid}.
   */
  readonly siblingReceived?: boolean | null;
  /** The establishment where a brother or sister already goes; null where there is none, or nobody said which. */
  readonly siblingProviderId: Id | null;
  readonly withheld?: readonly ChildQuestion[] | null;
  readonly need: NeedForm;
  /** Best first. */
  readonly wishes: WishForm[];
}

/** Whether a brother or sister already goes to an establishment, as the family said. An establishment named says yes. */
export const siblingSaid = ({
  siblingReceived,
  siblingProviderId,
}: Pick<ChildForm, 'siblingReceived' | 'siblingProviderId'>): boolean | null =>
  siblingProviderId !== null ? true : (siblingReceived ?? null);

export interface ConsentsForm {
  /** Whether the establishments named in the wishes may read the dossier. */
  readonly shareWithProviders: boolean | null;
  readonly reminders: boolean | null;
}

export const EMPTY_ADULT: AdultForm = {
  firstName: null,
  surname: null,
  phone: null,
  email: null,
  addressLine: null,
  postalCode: null,
  communeCode: null,
  communeName: null,
  addressProtected: null,
  parentalAuthority: null,
  preferredChannel: null,
  situation: null,
  returnsOn: null,
  workplaceCommune: null,
  weeklyHours: null,
  atypicalHours: null,
};
export const EMPTY_NEED: NeedForm = {
  kind: null,
  urgentReason: null,
  wantedFrom: null,
  earliestFrom: null,
  latestFrom: null,
  waitsFirst: null,
  week: null,
  daysPerWeek: null,
  daysWanted: null,
  weeksPerYear: null,
  ...answeredAlike(NEED_QUESTIONS, null),
  minimumDays: null,
  currentCare: null,
  currentCareEnds: null,
};
export const EMPTY_CHILD: ChildForm = {
  firstName: null,
  surname: null,
  birthDate: null,
  dueDate: null,
  siblingReceived: null,
  siblingProviderId: null,
  ...answeredAlike(CHILD_QUESTIONS, null),
  need: EMPTY_NEED,
  wishes: [],
};
export const EMPTY_FORM: DossierForm = {
  adults: [EMPTY_ADULT],
  household: {
    loneParent: null,
    dependentChildren: null,
    regime: null,
    familyQuotient: null,
    custody: null,
    custodyWeeks: null,
  },
  children: [EMPTY_CHILD],
  criterionFacts: {},
  consents: { shareWithProviders: null, reminders: null },
  language: null,
};
