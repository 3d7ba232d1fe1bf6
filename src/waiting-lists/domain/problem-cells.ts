import type { Columns, Field } from './columns.js';

/** The columns from which a problem may come, the most likely first. */
const CELLS: Readonly<Record<string, readonly Field[]>> = {
  'child.surname': ['childSurname', 'childSurnameFirst', 'childFirstNameFirst'],
  'child.multipleBirth': ['childFirstName', 'childSurnameFirst', 'childFirstNameFirst', 'childSurname'],
  'child.birthDate': ['birthDate'],
  'child.dueDate': ['birthDate'],
  'child.adaptationNeed': ['handicap'],
  'adult.surname': ['adults', 'adult1', 'adult2', 'contact'],
  'adult.phone': ['phone', 'phone2', 'contact'],
  'adult.email': ['email', 'email2', 'contact'],
  'adult.contact': ['contact'],
  'adult.situation': ['situation', 'adult1Situation', 'adult2Situation'],
  'adult.returnsOn': ['returnsOn', 'situation', 'adult1Situation', 'adult2Situation'],
  'household.commune': ['commune', 'postalCode'],
  'need.wantedFrom': ['wantedFrom'],
  'need.week': ['days', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  'need.daysPerWeek': ['dayCount'],
  'need.hours': ['hours'],
  requestedOn: ['requestedOn'],
  observations: ['observations'],
};

/** The header of the cell to look at; null when the problem is about the whole row. */
export function headerOfProblem({ byField, unknown }: Columns, field: string): string | null {
  const found = CELLS[field]?.find((column) => byField[column] !== undefined);
  return found === undefined ? (unknown.find((header) => header === field) ?? null) : byField[found]!;
}
