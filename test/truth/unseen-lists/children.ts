import { part, type Family, type Part } from './families.js';
import { writeFirstName, writeSurname, writeWhole } from './people.js';
import { writeDay, type Chance } from './writing.js';

const UNBORN = [
  'A NAITRE',
  'à naître',
  'A naître',
  'bébé',
  'BB',
  'à venir',
  'A-NAITRE',
  'futur bébé',
  'BEBE',
  'à naitre',
];
const UNKNOWN = ['', '?', '??', '-', 'inconnu', 'NC'];

export function writeBirth(chance: Chance, { birth, unborn }: Family): Part {
  if (!unborn && chance.once(15)) {
    return part(
      { birth: chance.pick(['??', '', '31/02/2026', '2062-01-01', '12/13/2025', 'à préciser']) },
      { birthDate: null, dueDate: null },
      'child.birthDate',
    );
  }
  const day = writeDay(chance, birth);
  const due = chance.pick([
    day,
    day,
    day,
    day,
    `prévu le ${day.replace(/^le /, '')}`,
    `terme ${day.replace(/^le /, '')}`,
    `DPA ${day.replace(/^le /, '')}`,
  ]);
  return part({ birth: unborn ? due : day }, { birthDate: unborn ? null : birth, dueDate: unborn ? birth : null });
}

export function writeChildColumns(chance: Chance, family: Family): Part {
  const surname = writeSurname(chance, family.surname);
  if (!family.unborn) {
    if (chance.once(20))
      return part(
        { surname: surname.text, firstName: chance.pick(UNKNOWN) },
        { surname: surname.means, firstName: null },
        'child.firstName',
      );
    const firstName = writeFirstName(chance, family.firstName);
    return part(
      { surname: surname.text, firstName: firstName.text },
      { surname: surname.means, firstName: firstName.means },
    );
  }
  if (chance.once(8))
    return part(
      { surname: surname.text, firstName: chance.pick(['Jumeaux', 'JUMEAUX à naître', 'jumelles']) },
      { surname: surname.means, firstName: null, multipleBirth: true },
      'child.multipleBirth',
    );
  return part(
    { surname: surname.text, firstName: chance.pick([...UNBORN, '', '?']) },
    { surname: surname.means, firstName: null },
  );
}

export function writeChildWhole(chance: Chance, family: Family, order: 'surnameFirst' | 'firstNameFirst'): Part {
  const { surname, firstName, unborn } = family;
  if (!unborn) {
    const whole = writeWhole(chance, { surname, firstName }, order);
    return part({ child: whole.text }, { surname: whole.means.surname, firstName: whole.means.firstName });
  }
  const single = /^\S+$/.test(surname);
  const capitals = surname.toUpperCase();
  const told = surname === 'Garcia Lopez' ? `${capitals} à naître` : capitals;
  const text = chance.pick([
    told,
    single ? surname : told,
    `bébé ${surname}`,
    `${capitals} à naître`,
    `BB ${capitals}`,
    `A NAITRE ${capitals}`,
    `${capitals} (à naître)`,
    `${told} ?`,
  ]);
  return part({ child: text }, { surname, firstName: null });
}
