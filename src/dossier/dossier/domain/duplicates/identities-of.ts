import type { DossierForm } from '../dossier-form.js';
import type { ChildIdentity } from './child-identity.js';

/** What is compared of each child of a dossier: its names and date, and the contacts of every adult. */
export function identitiesOf(form: DossierForm): ChildIdentity[] {
  const phones = form.adults.flatMap(({ phone }) => phone ?? []);
  const emails = form.adults.flatMap(({ email }) => email ?? []);
  const adults = form.adults
    .map(({ firstName, surname }) => [firstName, surname].filter(Boolean).join(' '))
    .filter(Boolean);
  return form.children.map(({ surname, firstName, birthDate, dueDate, multipleBirth }) => ({
    surname,
    firstName,
    birthDate,
    dueDate,
    phones,
    emails,
    adults,
    multipleBirth,
  }));
}
