import {
  ASKED_FACTS,
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_FORM,
  EMPTY_NEED,
  isBeforeBirth,
  mayStartLater,
  isLoneWithAnother,
  isOfAnotherTown,
  type AdultForm,
  type ChildForm,
  type DossierForm,
  type NeedForm,
  type WishForm,
} from '../../../dossier/dossier/index.js';
import type { FieldError } from '../../../foundation/platform/web/index.js';
import { WEEKDAYS, type WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
import type { DepositDto } from './deposit.dto.js';

/** Puts the given values over the empty ones. Absent and null both mean "not answered". */
const over = <T extends object>(empty: T, given: object): T => ({
  ...empty,
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
});

/** The facts that were answered: absent and null both mean "not answered". */
const answered = (facts: object): Record<string, boolean> =>
  Object.fromEntries(
    ASKED_FACTS.flatMap((code) => {
      const said = (facts as Record<string, boolean | null | undefined>)[code];
      return typeof said === 'boolean' ? [[code, said]] : [];
    }),
  );

function week(given: object): WeekSchedule {
  const days = given as WeekSchedule;
  return Object.fromEntries(
    WEEKDAYS.flatMap((day) => (days[day] ? [[day, { start: days[day].start, end: days[day].end }]] : [])),
  );
}

/** Makes the domain's form from a deposit that passed its checks. */
export function formOfDeposit(dto: DepositDto): DossierForm {
  return {
    ...EMPTY_FORM,
    adults: dto.adults.map((adult) =>
      over<AdultForm>(EMPTY_ADULT, {
        ...adult,
        email: adult.email?.toLowerCase() ?? null,
        addressProtected: adult.addressProtected || null,
      }),
    ),
    household: over(EMPTY_FORM.household, dto.household),
    criterionFacts: answered(dto.criterionFacts ?? {}),
    consents: over(EMPTY_FORM.consents, dto.consents),
    language: dto.language ?? null,
    children: dto.children.map((child) => ({
      ...over<ChildForm>(EMPTY_CHILD, child),
      need: { ...over<NeedForm>(EMPTY_NEED, child.need), week: week(child.need.week) },
      wishes: child.wishes.map((wish) =>
        over<WishForm>({ mode: 'establishment', providerId: null, communeCode: null }, wish),
      ),
    })),
  };
}

export interface Known {
  /** Postal codes of the communes of the territory, by INSEE code. */
  readonly communes: ReadonlyMap<string, readonly string[]>;
  readonly providers: ReadonlySet<string>;
}

/** What the shape of a deposit cannot exclude: dates that contradict each other, places that do not exist. */
export function contradictions(form: DossierForm, known: Known): FieldError[] {
  const errors: FieldError[] = [];
  const wrongIf = (condition: boolean, field: string, message: string): void => {
    if (condition) errors.push({ field, message });
  };
  for (const [index, adult] of form.adults.entries()) {
    wrongIf(
      adult.communeCode !== null && !known.communes.has(adult.communeCode),
      `adults.${index}.communeCode`,
      'portal.errors.commune',
    );
    wrongIf(
      Boolean(adult.returnsOn) && !mayStartLater(adult.situation),
      `adults.${index}.returnsOn`,
      'portal.errors.returnsWithoutLeave',
    );
    wrongIf(
      isOfAnotherTown(adult.postalCode, known.communes.get(adult.communeCode ?? '') ?? []),
      `adults.${index}.postalCode`,
      'portal.errors.postalCode',
    );
    wrongIf(
      index === 0 && adult.communeCode === null && !adult.communeName,
      `adults.${index}.communeCode`,
      'portal.errors.residence',
    );
  }
  wrongIf(
    !form.adults.some((adult) => adult.phone || adult.email || adult.addressLine),
    'adults.0.email',
    'portal.errors.contact',
  );
  wrongIf(
    isLoneWithAnother(form.household.loneParent, form.adults),
    'household.loneParent',
    'portal.errors.loneWithAnother',
  );
  for (const [index, child] of form.children.entries()) {
    const at = `children.${index}`;
    wrongIf((child.birthDate === null) === (child.dueDate === null), `${at}.birthDate`, 'portal.errors.oneDate');
    wrongIf(isBeforeBirth(child, child.need.wantedFrom), `${at}.need.wantedFrom`, 'portal.errors.beforeBirth');
    wrongIf(Object.keys(child.need.week ?? {}).length === 0, `${at}.need.week`, 'portal.errors.week');
    wrongIf(
      child.siblingProviderId !== null && !known.providers.has(child.siblingProviderId),
      `${at}.siblingProviderId`,
      'portal.errors.provider',
    );
    wrongIf(
      (child.siblingReceived === true && child.siblingProviderId === null) ||
        (child.siblingReceived === false && child.siblingProviderId !== null),
      `${at}.siblingReceived`,
      'portal.errors.sibling',
    );
    for (const [rank, wish] of child.wishes.entries()) {
      wrongIf(
        wish.providerId !== null && !known.providers.has(wish.providerId),
        `${at}.wishes.${rank}.providerId`,
        'portal.errors.provider',
      );
      wrongIf(
        wish.communeCode !== null && !known.communes.has(wish.communeCode),
        `${at}.wishes.${rank}.communeCode`,
        'portal.errors.commune',
      );
    }
  }
  return errors;
}
