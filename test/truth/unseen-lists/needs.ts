import { addDays } from '../../../src/foundation/kernel/time.js';
import { IMPORTED_ON, part, type Part } from './families.js';
import {
  sure,
  WORKING_DAYS,
  writeDay,
  writeDayCount,
  writeDays,
  writeHours,
  writeRough,
  type Chance,
} from './writing.js';

const COMMUNES: readonly [string, string | null, string | null, boolean?][] = [
  ['Montceau-les-Mines', '71306', '71300'],
  ['MONTCEAU LES MINES', '71306', '71300'],
  ['Montceau', '71306', '71300', true],
  ['Montceau les mine', '71306', '71300', true],
  ['Motceau-les-Mines', '71306', '71300', true],
  ['St Vallier', '71486', '71230'],
  ['ST-VALLIER', '71486', '71230'],
  ['Saint Valier', '71486', '71230', true],
  ['SAINT-VALLIER', '71486', '71230'],
  ['Sanvignes', '71499', '71410', true],
  ['Sanvignes-les-Mines', '71499', '71410'],
  ['Sanvigne les Mines', '71499', '71410', true],
  ['GENELARD', '71212', '71420'],
  ['Génelard', '71212', '71420'],
  ['Genlard', '71212', '71420', true],
  ['Blanzy', '71040', '71450'],
  ['BLANZY', '71040', '71450'],
  ['Balnzy', '71040', '71450', true],
  ['Ciry', '71132', '71420', true],
  ['Ciry le Noble', '71132', '71420'],
  ['Perrecy', '71346', '71420', true],
  ['PERRECY LES FORGES', '71346', '71420'],
  ['St Bérain s/ Sanvignes', '71390', '71300'],
  ['St Romain ss Gourdon', '71477', '71230'],
  ['Mont St Vincent', '71320', '71300'],
  ['Mary', '71286', '71300'],
  ['Marigny', '71278', '71300'],
  ['Gourdon', '71222', '71300'],
  ['Pouilloux', '71356', '71230'],
  ['Le Creusot', null, '71200'],
  ['Paray-le-Monial', null, '71600'],
  ['Torcy', null, '71210'],
  ['MONTCHANIN', null, '71210'],
];

export function writeCommune(chance: Chance, withPostalCode: boolean): Part {
  const [name, communeCode, code, nearly = false] = chance.pick(COMMUNES);
  const communeName = communeCode === null ? name : null;
  if (withPostalCode) {
    const empty = chance.once(8);
    return part(
      { commune: name, postalCode: empty ? '' : code! },
      { communeCode, communeName, postalCode: empty ? null : code },
      empty && nearly && 'household.commune',
    );
  }
  if (chance.once(15))
    return part(
      { commune: chance.pick(['', '?', '-', 'NC']) },
      { communeCode: null, communeName: null },
      'household.commune',
    );
  if (chance.once(4))
    return part(
      {
        commune: chance.pick([
          `${code} ${name}`,
          `${name} (${code})`,
          `${name} ${code}`,
          `${code}-${name}`,
          `${name}, ${code}`,
          `${code}\n${name}`,
        ]),
      },
      { communeCode, communeName, postalCode: code },
    );
  return part({ commune: name }, { communeCode, communeName }, nearly && 'household.commune');
}

export function writeWanted(chance: Chance): Part {
  const day = addDays(IMPORTED_ON, chance.between(185, 420));
  const cell = chance.once(4) ? writeRough(chance, day) : sure(writeDay(chance, day), day);
  return part({ wanted: cell.text }, { wantedFrom: cell.means }, cell.doubt && 'need.wantedFrom');
}

export function writeRequested(chance: Chance): Part {
  const day = addDays(IMPORTED_ON, -chance.between(1, 200));
  return part({ requested: writeDay(chance, day) }, { requestedOn: day });
}

const drawDays = (chance: Chance): (typeof WORKING_DAYS)[number][] => {
  const some = WORKING_DAYS.filter(() => !chance.once(3));
  return chance.once(3) || some.length === 0 ? [...WORKING_DAYS] : some;
};

export function writeWeek(chance: Chance): Part {
  const days = writeDays(chance, drawDays(chance));
  const hours = writeHours(chance);
  const whole = days.means.days.length > 0 && hours.means !== null;
  const half = days.doubt && days.means.days.length > 0;
  return part(
    { days: days.text, hours: hours.text },
    {
      days: days.means.days,
      daysPerWeek: whole && !half ? null : days.means.count,
      hours: whole && !half ? hours.means : null,
    },
    days.doubt && (half ? 'need.hours' : 'need.week'),
    hours.doubt && 'need.hours',
  );
}

export function writeMarks(chance: Chance): Part {
  const days = drawDays(chance);
  const mark = chance.pick(['x', 'X', '1', 'oui', 'O', '✓', 'x ', 'J']);
  const none = chance.pick(['', '', '', 'n', '0', '-', ' ', 'non']);
  const cells = Object.fromEntries(WORKING_DAYS.map((day) => [day, days.includes(day) ? mark : none]));
  return part(cells, { days, daysPerWeek: days.length, hours: null }, 'need.hours');
}

export function writeMarkedHours(chance: Chance): Part {
  const days = drawDays(chance);
  const cells = Object.fromEntries(
    WORKING_DAYS.map((day) => [day, days.includes(day) ? chance.pick(['8h-17h', '08:00-17:00', '8h à 17h']) : '']),
  );
  return part(cells, { days, daysPerWeek: null, hours: { start: '08:00', end: '17:00' } });
}

export function writeCount(chance: Chance): Part {
  const count = writeDayCount(chance, chance.between(1, 5));
  return part({ count: count.text }, { days: [], daysPerWeek: count.means, hours: null }, 'need.week');
}

export function writeRemarks(chance: Chance): Part {
  const [text, adaptation, note, left] = chance.pick<[string, boolean | null, string | null, boolean?]>([
    ['', null, null],
    ['', null, null],
    ["besoin d'adaptation", true, null],
    ['Besoin d’adaptation', true, null],
    ["beosin d'adaptation", true, null],
    ["besoin d'adpatation", true, null],
    ['besoin adaptation', true, null],
    ["BESOIN D'ADAPTATION", true, null],
    ["besoin d'adaptation, rappeler le soir", true, 'rappeler le soir'],
    ['rappeler après 18h', null, 'rappeler après 18h'],
    ['période d’adaptation en août', null, 'période d’adaptation en août'],
    ['a un frère à la crèche', null, 'a un frère à la crèche'],
    ["pas de besoin d'adaptation", false, null],
    ["pas besoin d'adaptation", false, null],
    ['suivi CAMSP', true, null, true],
    ['RAS', null, null],
    ['-', null, null],
    ['urgent\nrappeler', null, 'urgent\nrappeler'],
  ]);
  return part({ observations: text }, { adaptationNeed: adaptation, note }, left === true && 'observations');
}

export function writeHandicap(chance: Chance): Part {
  const [text, adaptationNeed, doubt = false] = chance.pick<[string, boolean | null, boolean?]>([
    ['N', false],
    ['N', false],
    ['O', true],
    ['oui', true],
    ['Non', false],
    ['', null],
    ['?', null],
    ['Oui', true],
    ['n', false],
    ['NON', false],
    ['autisme', true, true],
    ['oui - AEEH', true, true],
    ['à voir', null, true],
  ]);
  return part({ handicap: text }, { adaptationNeed }, doubt && 'child.adaptationNeed');
}
