import {
  EMPTY_ADULT,
  EMPTY_FORM,
  type AdultForm,
  type ConsentsForm,
  type HouseholdForm,
  type NeedForm,
} from './dossier-form.js';
import { NEED_QUESTIONS } from './need-questions.js';
import { emptiedAnswers } from './questions.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** The month of a birth, which figures by age need. The day would point at a child. */
export const monthOnly = (day: Day | null): Day | null => day && `${day.slice(0, 7)}-01`;

/** What is kept of an adult that cannot point at a person: where the family lived, and its situation. */
export const anonymousAdult = ({ communeCode, situation, atypicalHours }: AdultForm): AdultForm => ({
  ...EMPTY_ADULT,
  communeCode,
  situation,
  atypicalHours,
});

/** A household without the family's own words and without its income. */
export const anonymousHousehold = (household: HouseholdForm): HouseholdForm => ({
  ...household,
  custodyWeeks: null,
  familyQuotient: null,
});

/** What was needed, without why it was urgent: that says something of the family. */
export const anonymousNeed = ({ urgentReason: _, ...need }: NeedForm): NeedForm => ({
  ...need,
  ...emptiedAnswers(NEED_QUESTIONS),
});

export const NO_CONSENT: ConsentsForm = EMPTY_FORM.consents;
