import { answeredAlike, CHILD_QUESTIONS, NEED_QUESTIONS } from '../../dossier/dossier/index.js';
import type { Day } from '../../foundation/kernel/time.js';

const yearOf = (day: Day): number => Number(day.slice(0, 4));
const HOURS = { start: '08:00', end: '17:30' };

/**
 * A deposit as the description of the API shows it: one working mother, one child, two wishes. The child is born in the
 * year before and wanted for the next September, so that what a town copies is taken on any day.
 */
export const depositExample = (today: Day): object => ({
  adults: [
    {
      firstName: 'Laura',
      surname: 'Exemple',
      phone: '0612345678',
      email: 'laura@example.org',
      addressLine: '3 rue des Écoles',
      postalCode: '71300',
      communeCode: '71306',
      parentalAuthority: true,
      preferredChannel: 'email',
      situation: 'working',
    },
  ],
  household: { loneParent: true, dependentChildren: 1, regime: 'caf', custody: 'one_home' },
  children: [
    {
      firstName: 'Alba',
      surname: 'Exemple',
      birthDate: `${yearOf(today) - 1}-11-03`,
      ...answeredAlike(CHILD_QUESTIONS, false),
      need: {
        kind: 'regular',
        wantedFrom: `${yearOf(today) + 1}-09-01`,
        week: { mon: HOURS, tue: HOURS, thu: HOURS },
        ...answeredAlike(NEED_QUESTIONS, true),
        minimumDays: 2,
      },
      wishes: [
        { mode: 'establishment', providerId: 'ma-71306' },
        { mode: 'childminder', communeCode: '71306' },
      ],
    },
  ],
  criterionFacts: { adoption: false },
  consents: { shareWithProviders: true, reminders: true },
  language: 'fr',
});
