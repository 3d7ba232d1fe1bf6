import { SLOTS, WEEKDAYS, type Slot, type Weekday } from '../../../foundation/kernel/week-schedule.js';
import { columnsOf, plain } from '../../../lists/waiting-lists/domain/index.js';

/** What a column of a list of present children holds. `ignore`: the desk has no use for it and keeps nothing of it. */
const FIELDS = [
  'firstName',
  'surname',
  'surnameFirst',
  'firstNameFirst',
  'wholeName',
  'birthDate',
  'section',
  'days',
  'hours',
  'from',
  'to',
  'parentName',
  'parentPhone',
] as const;
export type PresentField = (typeof FIELDS)[number];
export type PresentUse = PresentField | Weekday | Slot | 'ignore';
export const PRESENT_USES: readonly PresentUse[] = [
  ...FIELDS,
  ...WEEKDAYS.slice(0, 6),
  ...SLOTS.slice(0, 12),
  'ignore',
];

/** Fields of waiting lists that mean the same here. */
const AS_IN_WAITING_LISTS: Readonly<Record<string, PresentUse>> = {
  childFirstName: 'firstName',
  childSurname: 'surname',
  childSurnameFirst: 'surnameFirst',
  childFirstNameFirst: 'firstNameFirst',
  birthDate: 'birthDate',
  wantedFrom: 'from',
  days: 'days',
  adult1: 'parentName',
  adults: 'parentName',
  phone: 'parentPhone',
  phone2: 'parentPhone',
  homePhone: 'parentPhone',
  ...Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, weekday])),
};

const OWN: readonly [PresentUse, RegExp][] = [
  // The header tells that both names stand in the cell, and not which comes first.
  ['wholeName', /^(enfants?|identite|noms? (des )?enfants)$/],
  ['section', /^(section|groupe|unite|salle)\b/],
  ['birthDate', /^(date |d )?(de )?nais(s|sance)?$/],
  ['hours', /^(horaires?|heures?)( (d |de )?(accueil|presence|contrat|journee))?$/],
  ['to', /^(au|jusqu au|(date (de )?)?(fin|sortie|depart)( (de |du )?(contrat|accueil))?( prevue?)?)$/],
  ['from', /^(du|depuis( le)?|(date d )?arrivee|present depuis|(date (de )?)?debut( (de |du )?(contrat|accueil))?)$/],
];
const DAY_NAMES = ['lu', 'ma', 'me', 'je', 've', 'sa', 'di'];
const HALF_DAY = /^(lu|ma|me|je|ve|sa|di)\p{L}* (matin|matinee|am|apres midi|aprem|ap|pm)$/u;

/** What each column holds, by its header. A header that nobody knows is ignored until a person says what it is. */
export function presentColumns(headers: readonly string[], said: Readonly<Record<number, string>>): PresentUse[] {
  const others = columnsOf(headers, {});
  const told = headers.map(
    (header, index): PresentUse => ownUse(plain(header)) ?? AS_IN_WAITING_LISTS[others[index]?.use ?? ''] ?? 'ignore',
  );
  return withHalves(headers, told).map((use, index) => PRESENT_USES.find((known) => known === said[index]) ?? use);
}

/** How many headers are known; none where no column says who a line is about. */
export function countKnownColumns(headers: readonly string[]): number {
  const uses = presentColumns(headers, {});
  const names: readonly PresentUse[] = ['firstName', 'surname', 'surnameFirst', 'firstNameFirst', 'wholeName'];
  return uses.some((use) => names.includes(use)) ? uses.filter((use) => use !== 'ignore').length : 0;
}

/** The name that a reader of lists gives to a column whose header is empty. */
const UNNAMED = /^\(\d+\)$/;

/**
 * Where each day stands above two columns, its name in the first alone (two cells that were one in the spreadsheet),
 * these are its morning and its afternoon. Read as the day, a mark in the first would be the whole of it.
 */
function withHalves(headers: readonly string[], uses: readonly PresentUse[]): PresentUse[] {
  const days = uses.flatMap((use, index) => (isWeekday(use) ? [index] : []));
  const isBlank = (index: number): boolean => UNNAMED.test(headers[index] ?? '');
  if (days.length < 2 || !days.every((index) => isBlank(index + 1) && !isBlank(index + 2))) return [...uses];
  return uses.map((use, index): PresentUse => {
    const [own, before] = [use, uses[index - 1] ?? 'ignore'];
    return isWeekday(own) ? `${own}-am` : isWeekday(before) ? `${before}-pm` : own;
  });
}

const isWeekday = (use: PresentUse): use is Weekday => WEEKDAYS.some((weekday) => weekday === use);

function ownUse(header: string): PresentUse | null {
  const half = HALF_DAY.exec(header);
  if (half) {
    const weekday = WEEKDAYS[DAY_NAMES.indexOf(half[1]!)]!;
    return `${weekday}-${['matin', 'matinee', 'am'].includes(half[2]!) ? 'am' : 'pm'}`;
  }
  return OWN.find(([, pattern]) => pattern.test(header))?.[0] ?? null;
}
