import {
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_FORM,
  EMPTY_NEED,
  type ChildForm,
  type DossierForm,
  type WishForm,
} from '../../src/dossier/dossier/index.js';

const DAY = { start: '08:00', end: '18:00' };

export const wishFor = (providerId: string): WishForm => ({ mode: 'establishment', providerId, communeCode: null });

/** The complete answers about one child. `overrides` holds what the test is about. */
export const aChild = (overrides: Partial<ChildForm> = {}): ChildForm => ({
  ...EMPTY_CHILD,
  firstName: 'Alba',
  surname: 'Ferreira',
  birthDate: '2026-03-11',
  multipleBirth: false,
  adaptationNeed: false,
  need: {
    ...EMPTY_NEED,
    kind: 'regular',
    wantedFrom: '2027-03-01',
    week: { mon: DAY, tue: DAY, thu: DAY, fri: DAY },
    weeksPerYear: 46,
    acceptsShorterWeek: false,
  },
  wishes: [wishFor('ma-71306')],
  ...overrides,
});

/** A complete form: one working mother in Montceau, one child. */
export const aForm = (overrides: Partial<DossierForm> = {}): DossierForm => ({
  ...EMPTY_FORM,
  adults: [
    {
      ...EMPTY_ADULT,
      firstName: 'Laura',
      surname: 'Ferreira',
      phone: '0612345678',
      email: 'laura.ferreira@exemple.fr',
      addressLine: '3 rue des Écoles',
      postalCode: '71300',
      communeCode: '71306',
      communeName: 'Montceau-les-Mines',
      parentalAuthority: true,
      preferredChannel: 'email',
      situation: 'working',
    },
  ],
  household: { ...EMPTY_FORM.household, loneParent: true, dependentChildren: 1, regime: 'caf', custody: 'one_home' },
  children: [aChild()],
  consents: { shareWithProviders: true, reminders: true },
  ...overrides,
});

/** What the desk says beside an answer that it notes: who gave it, and how it is known. */
export const TOLD = { toldBy: 'adult1', knownBy: 'phone' } as const;
