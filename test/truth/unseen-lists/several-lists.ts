import { addDays, type Day } from '../../../src/foundation/kernel/time.js';
import type { Weekday } from '../../../src/foundation/kernel/week-schedule.js';
import { numbersFrom } from '../../support/engine/medium.js';
import { IMPORTED_ON } from './families.js';
import { drawChild, drawFather, drawMother, drawSurname, writeFirstName, writeSurname } from './people.js';
import { chanceOf, WORKING_DAYS, withoutAccents, writeDay, writeEmail, writePhone, type Chance } from './writing.js';

/** One person who may stand on a list, with the contacts that the family gives for it. */
interface Parent {
  readonly firstName: string;
  readonly surname: string;
  readonly phone: string;
  readonly email: string;
  /** Never by its first name alone: that of another family's mother is the same, and so is the telephone. */
  readonly isWhole?: boolean;
}

interface Child {
  readonly id: string;
  readonly surname: string;
  readonly firstName: string | null;
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
  /** The homes that may have put it on a list: of separated parents, each its own. */
  readonly homes: readonly (readonly Parent[])[];
}

/** What one line means, and whom it is about. */
export interface SaidLine {
  readonly list: string;
  readonly line: number;
  /** Two lines are of one family, or of one child, when these are equal. */
  readonly family: string;
  readonly child: string;
  readonly surname: string;
  readonly firstName: string | null;
  readonly birthDate: Day | null;
  readonly dueDate: Day | null;
  readonly wantedFrom: Day;
  readonly days: readonly Weekday[];
  readonly requestedOn: Day;
  readonly text: string;
}

interface Family {
  readonly id: string;
  readonly children: readonly Child[];
}

export interface SeveralLists {
  readonly lists: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly lines: readonly SaidLine[];
  /** The families that have each telephone and each address. */
  readonly ownersOf: ReadonlyMap<string, ReadonlySet<string>>;
}

const NAMES = ['montceau', 'blanzy', 'saint-vallier'];
const phoneOf = (chance: Chance): string => `06${String(chance.between(10_000_000, 99_999_999))}`;
const emailOf = (chance: Chance, firstName: string, surname: string): string =>
  `${withoutAccents(`${firstName}.${surname}`)
    .toLowerCase()
    .replace(/[^a-z.]/g, '')}${chance.between(100, 999)}@exemple.fr`;

function parentOf(chance: Chance, firstName: string, surname: string): Parent {
  return { firstName, surname, phone: phoneOf(chance), email: emailOf(chance, firstName, surname) };
}

/** What families are like in which children are taken for each other, each with how many families of it are drawn. */
const KINDS = [
  'plain',
  'plain',
  'siblings',
  'siblings',
  'unborn',
  'unborn',
  'unbornTwins',
  'unbornTwins',
  'bornTwins',
  'separated',
  'grandparent',
  'sharedMail',
] as const;

function drawKin(chance: Chance, id: string, kind: (typeof KINDS)[number]): Family[] {
  const surname = drawSurname(chance);
  const mother = parentOf(chance, drawMother(chance), surname);
  const father = parentOf(chance, drawFather(chance), chance.once(2) ? surname : drawSurname(chance));
  const home = chance.once(3) ? [mother] : [mother, father];
  const born = (): Day => addDays(IMPORTED_ON, -chance.between(30, 900));
  const due = (): Day => addDays(IMPORTED_ON, chance.between(10, 170));
  let count = 0;
  const child = (given: Partial<Child>, homes: Child['homes'] = [home]): Child => ({
    id: `${id}.${(count += 1)}`,
    surname,
    firstName: null,
    birthDate: null,
    dueDate: null,
    homes,
    ...given,
  });
  const named = (other: string | null = null): string => {
    let name = drawChild(chance);
    while (name === other) name = drawChild(chance);
    return name;
  };
  const family = (children: Child[], of = id): Family => ({ id: of, children });
  switch (kind) {
    case 'plain':
      return [family([child({ firstName: named(), birthDate: born() })])];
    case 'siblings': {
      const elder = named();
      return [
        family([
          child({ firstName: elder, birthDate: addDays(IMPORTED_ON, -chance.between(500, 900)) }),
          chance.once(2)
            ? child({ dueDate: due() })
            : child({ firstName: named(elder), birthDate: addDays(IMPORTED_ON, -chance.between(20, 150)) }),
        ]),
      ];
    }
    case 'unborn':
      return [family([child({ firstName: chance.once(3) ? named() : null, dueDate: due() })])];
    case 'unbornTwins': {
      const day = due();
      const first = chance.once(2) ? named() : null;
      return [
        family([
          child({ firstName: first, dueDate: day }),
          child({ firstName: first !== null && chance.once(2) ? named(first) : null, dueDate: day }),
        ]),
      ];
    }
    case 'bornTwins': {
      const day = born();
      const first = named();
      return [
        family([
          child({ firstName: first, birthDate: day }),
          child({ firstName: chance.once(4) ? null : named(first), birthDate: day }),
        ]),
      ];
    }
    case 'separated':
      return [family([child({ firstName: named(), birthDate: born() }, [[mother], [father]])])];
    case 'grandparent':
    case 'sharedMail': {
      // The other family bears the same surname, half the time with parents of the same first names.
      const aunt = chance.once(2) ? mother.firstName : drawMother(chance);
      const again = aunt === mother.firstName;
      const other = {
        mother: parentOf(chance, aunt, drawSurname(chance)),
        father: parentOf(chance, drawFather(chance), surname),
      };
      const shared = kind === 'grandparent' ? { phone: mother.phone } : { email: mother.email };
      const sister = { ...other.mother, ...shared, isWhole: again };
      return [
        family([child({ firstName: named(), birthDate: born() }, [[{ ...mother, isWhole: again }, father]])]),
        family([child({ id: `${id}b.1`, firstName: named(), birthDate: born() }, [[sister, other.father]])], `${id}b`),
      ];
    }
  }
}

/** An adult as a list names it: whole, by its first name, by its surname or not at all. */
const writeAdult = (chance: Chance, { firstName, surname, isWhole = false }: Parent): string =>
  chance.pick([
    `${firstName} ${surname.toUpperCase()}`,
    `${firstName} ${surname.toUpperCase()}`,
    `${surname.toUpperCase()} ${firstName}`,
    isWhole ? `${surname.toUpperCase()} ${firstName}` : firstName,
  ]);

const quoted = (text: string): string => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const HEADER = [
  'Nom enfant',
  'Prénom',
  'Date de naissance',
  'Responsable 1',
  'Responsable 2',
  'Tél',
  'Courriel',
  'Commune',
  "Date d'entrée souhaitée",
  'Jours',
  'Horaires',
  'Date de la demande',
];

const DAY_NAMES = { mon: 'lundi', tue: 'mardi', wed: 'mercredi', thu: 'jeudi', fri: 'vendredi' };
const WEEKS = [WORKING_DAYS, WORKING_DAYS, ['mon', 'tue'], ['mon', 'tue', 'thu', 'fri']] as const;

/** One line about a child, as one of its homes has it written: a parent or both, a telephone, a mail address or both. */
function drawLine(chance: Chance, family: Family, child: Child): Omit<SaidLine, 'list' | 'line'> {
  const home = chance.pick(child.homes);
  const said = home.length > 1 && chance.once(3) ? home.slice(0, 1) : home;
  const caller = said.length > 1 && chance.once(4) ? said[1]! : said[0]!;
  const [hasPhone, hasEmail] = chance.pick([
    [true, true],
    [true, true],
    [true, false],
    [false, true],
  ] as const);
  const days = chance.pick(WEEKS);
  const wantedFrom = addDays(IMPORTED_ON, chance.between(185, 420));
  const requestedOn = addDays(IMPORTED_ON, -chance.between(1, 200));
  const surname = writeSurname(chance, child.surname);
  const firstName = child.firstName === null ? null : writeFirstName(chance, child.firstName);
  const cells = [
    surname.text,
    firstName?.text ?? chance.pick(child.dueDate ? ['', 'à naître', 'bébé', 'A NAITRE'] : ['', '?']),
    writeDay(chance, (child.birthDate ?? child.dueDate)!),
    writeAdult(chance, said[0]!),
    said[1] ? writeAdult(chance, said[1]) : '',
    hasPhone ? writePhone(chance, caller.phone).replace(/ \(mère\)| maman/, '') : '',
    hasEmail ? writeEmail(chance, caller.email) : '',
    'Blanzy',
    writeDay(chance, wantedFrom),
    days.map((day) => DAY_NAMES[day]).join(', '),
    '8h-18h',
    writeDay(chance, requestedOn),
  ];
  return {
    family: family.id,
    child: child.id,
    surname: surname.means,
    firstName: firstName?.means ?? null,
    birthDate: child.birthDate,
    dueDate: child.dueDate,
    wantedFrom,
    days,
    requestedOn,
    text: cells.map(quoted).join(';'),
  };
}

/** Lists that differ from each other about the same families, drawn from the truth to the text. */
export function severalLists(seed: number, kin: number): SeveralLists {
  const chance = chanceOf(numbersFrom(seed));
  const families = Array.from({ length: kin }, (_, index) =>
    drawKin(chance, `${seed}-${index}`, KINDS[index % KINDS.length]!),
  ).flat();
  const lines: SaidLine[] = [];
  for (const list of NAMES) {
    // The titles of the columns are the first line.
    let line = 1;
    const write = (said: Omit<SaidLine, 'list' | 'line'>): void => {
      line += 1;
      lines.push({ ...said, list, line });
    };
    for (const family of families)
      for (const child of family.children) {
        if (chance.once(3)) continue;
        const before = lines.at(-1);
        const isTwinAlike =
          before?.list === list && before.family === family.id && !before.firstName && !child.firstName;
        // Whoever writes down twins without names may copy the line.
        if (isTwinAlike && before.dueDate === child.dueDate && chance.once(3)) write({ ...before, child: child.id });
        else write(drawLine(chance, family, child));
        // One child on two lines of one list, written by two people.
        if (chance.once(8)) write(drawLine(chance, family, child));
      }
  }
  const ownersOf = new Map<string, Set<string>>();
  for (const { id, children } of families)
    for (const { phone, email } of children.flatMap(({ homes }) => homes.flat()))
      for (const contact of [phone, email]) ownersOf.set(contact, (ownersOf.get(contact) ?? new Set()).add(id));
  const lists = NAMES.map((name) => {
    const texts = lines.filter(({ list }) => list === name).map(({ text }) => text);
    return { name: `${name}.csv`, bytes: Buffer.from(`${[HEADER.join(';'), ...texts].join('\n')}\n`) };
  });
  return { lists, lines, ownersOf };
}
