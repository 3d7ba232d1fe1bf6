import type { AdultForm, ChildForm, ConsentsForm, HouseholdForm, NeedForm } from '../dossier-form.js';

/**
 * What is proposed, compared and taken as one answer. Parts that say one thing go together: a street without its town,
 * or a first name without the surname, would make an answer that nobody gave.
 */
export const ADULT_FIELDS = {
  name: ['firstName', 'surname'],
  phone: ['phone'],
  email: ['email'],
  address: ['addressLine', 'postalCode', 'communeCode', 'communeName'],
  parentalAuthority: ['parentalAuthority'],
  preferredChannel: ['preferredChannel'],
  situation: ['situation'],
  workplaceCommune: ['workplaceCommune'],
  weeklyHours: ['weeklyHours'],
  atypicalHours: ['atypicalHours'],
} as const satisfies Record<string, readonly (keyof AdultForm)[]>;

export const HOUSEHOLD_FIELDS = {
  loneParent: ['loneParent'],
  dependentChildren: ['dependentChildren'],
  regime: ['regime'],
  familyQuotient: ['familyQuotient'],
  custody: ['custody'],
  custodyWeeks: ['custodyWeeks'],
} as const satisfies Record<string, readonly (keyof HouseholdForm)[]>;

export const CONSENT_FIELDS = {
  shareWithProviders: ['shareWithProviders'],
  reminders: ['reminders'],
} as const satisfies Record<string, readonly (keyof ConsentsForm)[]>;

export const CHILD_FIELDS = {
  name: ['firstName', 'surname'],
  birth: ['birthDate', 'dueDate'],
  multipleBirth: ['multipleBirth'],
  siblingProviderId: ['siblingProviderId'],
  adaptationNeed: ['adaptationNeed'],
} as const satisfies Record<string, readonly (keyof ChildForm)[]>;

export const NEED_FIELDS = {
  kind: ['kind'],
  wantedFrom: ['wantedFrom'],
  earliestFrom: ['earliestFrom'],
  latestFrom: ['latestFrom'],
  week: ['week', 'daysPerWeek'],
  weeksPerYear: ['weeksPerYear'],
  acceptsShorterWeek: ['acceptsShorterWeek'],
  minimumDays: ['minimumDays'],
  currentCare: ['currentCare'],
  currentCareEnds: ['currentCareEnds'],
} as const satisfies Record<string, readonly (keyof NeedForm)[]>;

/**
 * Names one answer: `adult.2.phone`, `adult.2` (a second adult whom nobody had named), `household.loneParent`,
 * `consents.reminders`, `fact.<criterion>`, `language` of the family; `child.birth`, `need.week`, `wishes` of one
 * request; `request`, a child that was sent.
 */
export type FieldCode = string;

/** A child that was sent, as one thing to take: its request ends in the known one, or moves to the family's dossier. */
export const SENT_REQUEST: FieldCode = 'request';

/** Whether the answer is one request's own; otherwise it is the whole family's. */
export const isOfChild = (field: FieldCode): boolean => /^(child\.|need\.|wishes$)/.test(field);
