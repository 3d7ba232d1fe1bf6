import type { Instant } from '../../../../foundation/kernel/time.js';
import { CHILD_QUESTIONS } from '../child-questions.js';
import type { AdultForm, ChildForm, ConsentsForm, HouseholdForm, NeedForm } from '../dossier-form.js';
import { NEED_QUESTIONS } from '../need-questions.js';
import { fieldsOf } from '../questions.js';

/**
 * The parts that are proposed, compared and taken together as one answer. A street without its town, or a first name
 * without the surname, would make an answer that nobody gave.
 */
export const ADULT_FIELDS = {
  name: ['firstName', 'surname'],
  phone: ['phone'],
  email: ['email'],
  address: ['addressLine', 'postalCode', 'communeCode', 'communeName'],
  addressProtected: ['addressProtected'],
  parentalAuthority: ['parentalAuthority'],
  preferredChannel: ['preferredChannel'],
  situation: ['situation', 'returnsOn'],
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

export const CHILD_FIELDS = fieldsOf(CHILD_QUESTIONS) satisfies Record<string, readonly (keyof ChildForm)[]>;

export const NEED_FIELDS = fieldsOf(NEED_QUESTIONS) satisfies Record<string, readonly (keyof NeedForm)[]>;

/**
 * The name of one answer.
 *
 * - Of the family: `adult.2.phone`, `adult.2` (a second adult whom nobody had named), `household.loneParent`,
 * `consents.reminders`, `fact.<criterion>`, `language`.
 * - Of one request: `child.birth`, `need.week`, `wishes`, `asked`.
 * - `request`: a child that was sent.
 */
export type FieldCode = string;

/**
 * A child that was sent, to be taken as a whole: its request is joined into the known one, or moves to the family's
 * dossier.
 */
export const SENT_REQUEST: FieldCode = 'request';

/** The day on which a request was first made, where two lists or two requests name different ones. */
export const ASKED: FieldCode = 'asked';

/** The proposed answer of {@link ASKED}. */
export interface AskedOn {
  readonly firstAsked: Instant;
}

/** Whether the answer belongs to one request. Otherwise it belongs to the whole family. */
export const isOfChild = (field: FieldCode): boolean => /^(child\.|need\.|(wishes|asked)$)/.test(field);
