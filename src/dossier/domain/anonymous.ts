import { EMPTY_ADULT, EMPTY_FORM, type AdultForm, type ConsentsForm, type HouseholdForm } from './dossier-form.js';
import type { Day } from '../../kernel/time.js';

/** The month of a birth stays for the figures by age; its day would point at a child. */
export const monthOnly = (day: Day | null): Day | null => day && `${day.slice(0, 7)}-01`;

/** What of an adult cannot point at a person: where the family lived and what its situation was. */
export const anonymousAdult = ({ communeCode, situation, atypicalHours }: AdultForm): AdultForm => ({
  ...EMPTY_ADULT,
  communeCode,
  situation,
  atypicalHours,
});

/** Without the family's own words and its income. */
export const anonymousHousehold = (household: HouseholdForm): HouseholdForm => ({
  ...household,
  custodyWeeks: null,
  familyQuotient: null,
});

export const NO_CONSENT: ConsentsForm = EMPTY_FORM.consents;
