import type { ChildIdentity } from '../../src/dossier/dossier/domain/duplicates/child-identity.js';

export interface Mistake {
  readonly name: string;
  /** Null where the child gives no occasion for it. */
  readonly make: (child: ChildIdentity) => ChildIdentity | null;
  /** Least share that has to be found: a little under what was measured. */
  readonly floor: number;
}

const lost = (name: string | null): string | null =>
  name && name.length >= 4 ? name.slice(0, 2) + name.slice(3) : null;
const swapped = (name: string | null): string | null =>
  name && name.length >= 4 ? name[0]! + name[2]! + name[1]! + name.slice(3) : null;
const noContact = { phones: [], emails: [] };
const withFirstName = (child: ChildIdentity, firstName: string | null): ChildIdentity | null =>
  firstName === null ? null : { ...child, firstName };
const withSurname = (child: ChildIdentity, surname: string | null): ChildIdentity | null =>
  surname === null ? null : { ...child, surname };
const born = (child: ChildIdentity, change: (day: string) => string): ChildIdentity | null =>
  child.birthDate === null || change(child.birthDate) === child.birthDate
    ? null
    : { ...child, birthDate: change(child.birthDate) };

/** What people do when they write one child down twice. */
export const MISTAKES: readonly Mistake[] = [
  {
    name: 'a letter lost in the first name',
    make: (child) => withFirstName(child, lost(child.firstName)),
    floor: 0.95,
  },
  {
    name: 'two letters swapped in the surname',
    make: (child) => withSurname(child, swapped(child.surname)),
    floor: 0.95,
  },
  {
    name: 'a slip in both names',
    make: (child) => {
      const one = withFirstName(child, swapped(child.firstName));
      return one && withSurname(one, lost(child.surname));
    },
    floor: 0.95,
  },
  {
    name: 'the names in each other’s column',
    make: (child) => (child.firstName ? { ...child, firstName: child.surname, surname: child.firstName } : null),
    floor: 0.95,
  },
  {
    name: 'the other parent’s surname',
    make: (child) => (child.firstName ? { ...child, surname: 'Tremblay' } : null),
    floor: 0.95,
  },
  {
    name: 'day and month swapped',
    make: (child) =>
      born(child, (day) =>
        Number(day.slice(8)) <= 12 ? `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}` : day,
      ),
    floor: 0.95,
  },
  {
    name: 'another year of birth',
    make: (child) => born(child, (day) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`),
    floor: 0.95,
  },
  { name: 'no birth date', make: (child) => ({ ...child, birthDate: null, dueDate: null }), floor: 0.95 },
  { name: 'no first name', make: (child) => ({ ...child, firstName: null }), floor: 0.95 },
  { name: 'no contact at all', make: (child) => ({ ...child, ...noContact }), floor: 0.95 },
  {
    name: 'another phone and mail, by the other parent',
    make: (child) => ({ ...child, phones: ['0600000000'], emails: ['autre@exemple.fr'], adults: ['Zacharie'] }),
    floor: 0.8,
  },
  {
    name: 'a digit wrong in the phone, and no mail',
    make: (child) =>
      child.phones[0]
        ? { ...child, phones: [child.phones[0].replace(/.$/, (digit) => String((Number(digit) + 1) % 10))], emails: [] }
        : null,
    floor: 0.95,
  },
];
