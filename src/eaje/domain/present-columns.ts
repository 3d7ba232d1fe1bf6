import { SLOTS, WEEKDAYS, type Slot, type Weekday } from '../../kernel/week-schedule.js';
import { columnsOf, plain } from '../../waiting-lists/domain/index.js';

/** What a column of a list of present children holds. `ignore`: the desk has no use for it and keeps nothing of it. */
const FIELDS = [
  'firstName',
  'surname',
  'surnameFirst',
  'firstNameFirst',
  'birthDate',
  'section',
  'days',
  'from',
  'to',
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
  ...Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, weekday])),
};

const OWN: readonly [PresentUse, RegExp][] = [
  ['section', /^(section|groupe|unite|salle)\b/],
  ['to', /^(au|jusqu au|(date (de )?)?(fin|sortie|depart)( (de |du )?(contrat|accueil))?|fin prevue|sortie prevue)$/],
  ['from', /^(du|depuis( le)?|(date d )?arrivee|present depuis|(date (de )?)?debut( (de |du )?(contrat|accueil))?)$/],
];
const DAY_NAMES = ['lu', 'ma', 'me', 'je', 've', 'sa', 'di'];
const HALF_DAY = /^(lu|ma|me|je|ve|sa|di)\p{L}* (matin|matinee|am|apres midi|aprem|ap|pm)$/u;

/** What each column holds, by its header. A header that nobody knows is ignored until a person says what it is. */
export function presentColumns(headers: readonly string[], said: Readonly<Record<number, string>>): PresentUse[] {
  const others = columnsOf(headers, {});
  return headers.map((header, index) => {
    const use = PRESENT_USES.find((known) => known === said[index]);
    return use ?? ownUse(plain(header)) ?? AS_IN_WAITING_LISTS[others[index]?.use ?? ''] ?? 'ignore';
  });
}

function ownUse(header: string): PresentUse | null {
  const half = HALF_DAY.exec(header);
  if (half) {
    const weekday = WEEKDAYS[DAY_NAMES.indexOf(half[1]!)]!;
    return `${weekday}-${['matin', 'matinee', 'am'].includes(half[2]!) ? 'am' : 'pm'}`;
  }
  return OWN.find(([, pattern]) => pattern.test(header))?.[0] ?? null;
}
