import { part, type Family, type Part, type Truth } from './families.js';
import {
  drawSurname,
  writeCouple,
  writeFirstName,
  writeSituation,
  writeSurname,
  writeWhole,
  type Person,
} from './people.js';
import { doubtful, sure, withoutAccents, writeEmail, writePhone, type Cell, type Chance } from './writing.js';

const adultsTruth = (people: readonly Person[], situation: ReturnType<typeof writeSituation>): Truth => ({
  adults: people.map(({ firstName, surname }, index) => ({
    firstName,
    surname,
    situation: situation.means[index] ?? null,
  })),
  returnsOn: situation.returnsOn,
});

export function writeTwoColumns(chance: Chance, family: Family): Part {
  const { surname } = family;
  const mother = writeWhole(chance, { firstName: family.mother, surname }, 'firstNameFirst', true);
  const father = chance.once(3)
    ? null
    : writeWhole(chance, { firstName: family.father, surname }, 'firstNameFirst', true);
  const people = father ? [mother.means, father.means] : [mother.means];
  const situation = writeSituation(chance, people.length);
  const title = (text: string, word: string): string => (chance.once(6) ? `${word} ${text}` : text);
  return part(
    {
      adult1: title(mother.text, 'Mme'),
      adult2: father ? title(father.text, 'M.') : chance.pick(['', '', '-', '/', 'néant']),
      situation: situation.text,
    },
    adultsTruth(people, situation),
    situation.doubt && 'adult.situation',
  );
}

export function writeOneColumn(chance: Chance, family: Family, withSituation: boolean): Part {
  const couple = writeCouple(chance, family.mother, family.father, family.surname, drawSurname(chance));
  if (!withSituation)
    return part(
      { adults: couple.text },
      adultsTruth(couple.means, { text: '', means: [], returnsOn: null, doubt: false }),
    );
  const situation = writeSituation(chance, couple.means.length);
  return part(
    { adults: couple.text, situation: situation.text },
    adultsTruth(couple.means, situation),
    situation.doubt && 'adult.situation',
  );
}

/** Names, telephones and situations of each parent in columns of their own. */
export function writeEachColumn(chance: Chance, family: Family): Part {
  const mother = { firstName: writeFirstName(chance, family.mother), surname: writeSurname(chance, family.surname) };
  const father = {
    firstName: writeFirstName(chance, family.father),
    surname: writeSurname(chance, drawSurname(chance)),
  };
  const one = writeSituation(chance, 1);
  const two = writeSituation(chance, 1);
  const alone = chance.once(3);
  const person = ({ firstName, surname }: typeof mother, means: (typeof one)['means']): unknown => ({
    firstName: firstName.means,
    surname: surname.means,
    situation: means[0] ?? null,
  });
  return part(
    {
      motherSurname: mother.surname.text,
      motherFirstName: mother.firstName.text,
      motherSituation: one.text,
      fatherSurname: alone ? '' : father.surname.text,
      fatherFirstName: alone ? '' : father.firstName.text,
      fatherSituation: alone ? '' : two.text,
    },
    {
      adults: [person(mother, one.means), ...(alone ? [] : [person(father, two.means)])],
      returnsOn: one.returnsOn,
      ...(alone ? {} : { secondReturnsOn: two.returnsOn }),
    },
    one.doubt && 'adult.situation',
    !alone && two.doubt && 'adult.situation',
  );
}

const drawPhone = (chance: Chance): string =>
  `0${chance.pick(['6', '7', '3'])}${String(chance.between(10_000_000, 99_999_999))}`;
const drawEmail = (chance: Chance, { mother, surname }: Family): string =>
  `${withoutAccents(`${mother}.${surname}`)
    .toLowerCase()
    .replace(
      /[^a-z.-]/g,
      '',
    )}${chance.between(1, 99)}@${chance.pick(['exemple.fr', 'gmial.com', 'orange.fr', 'sfr.fr'])}`;

function writePhoneCell(chance: Chance): Cell<string | null> & { other?: string } {
  const phone = drawPhone(chance);
  if (chance.once(12)) return sure(chance.pick(['', '    ', '-', 'NC', 'néant', '?']), null);
  if (chance.once(20)) return doubtful(chance.pick(['06 12 34', 'à demander', '6,12E+08', '06 12 34 56 7O']), null);
  if (chance.once(8)) {
    const other = drawPhone(chance);
    const spaced = (number: string): string => number.match(/../g)!.join(' ');
    const text = chance.pick([
      `${phone} / ${other}`,
      `${spaced(phone)} - ${spaced(other)}`,
      `${spaced(phone)}\n${spaced(other)}`,
      `${phone} ou ${other}`,
      `${spaced(phone)}, ${spaced(other)}`,
      `${phone} ${other}`,
      `${spaced(phone)} (mère) ${spaced(other)} (père)`,
      `${spaced(phone)}/${spaced(other)}`,
    ]);
    return { ...sure(text, phone), other };
  }
  return sure(writePhone(chance, phone), phone);
}

export function writeContacts(chance: Chance, family: Family): Part {
  const phone = writePhoneCell(chance);
  const email = drawEmail(chance, family);
  const second = drawEmail(chance, { ...family, mother: family.father });
  const mail: Cell<string | null> = chance.once(8)
    ? sure(chance.pick(['', ' ', '-', 'pas de mail', 'néant']), null)
    : chance.once(10)
      ? sure(
          chance.pick([
            `${email};${second}`,
            `${email} ; ${second}`,
            `${email}, ${second}`,
            `${email} / ${second}`,
            `${email}\n${second}`,
            `${email} ${second}`,
          ]),
          email,
        )
      : chance.once(20)
        ? doubtful(
            chance.pick(['laura.exemple.fr', 'laura@exemple', 'laura gauthier@exemple.fr', 'laura@@exemple.fr']),
            null,
          )
        : sure(writeEmail(chance, email), email);
  return part(
    { phone: phone.text, email: mail.text },
    { phone: phone.means, email: mail.means, ...(phone.other ? { kept: phone.other } : {}) },
    phone.doubt && 'adult.phone',
    mail.doubt && 'adult.email',
  );
}

/** Who answers, and the number, in one cell. */
export function writeContactCell(chance: Chance, family: Family): Part {
  const phone = drawPhone(chance);
  const { mother, father, surname } = family;
  const said = writePhone(chance, phone).replace(/ \(mère\)| maman|^'|tél : /g, '');
  const email = drawEmail(chance, family);
  const [text, people, number, mail] = chance.pick<[string, Person[], string | null, string | null]>([
    [`${mother} ${said}`, [{ firstName: mother, surname: null }], phone, null],
    [`${mother} : ${said}`, [{ firstName: mother, surname: null }], phone, null],
    [mother, [{ firstName: mother, surname: null }], null, null],
    [`${said} ${mother}`, [{ firstName: mother, surname: null }], phone, null],
    [`${mother} ${surname.toUpperCase()} ${said}`, [{ firstName: mother, surname }], phone, null],
    [
      `${mother} et ${father} ${said}`,
      [
        { firstName: mother, surname: null },
        { firstName: father, surname: null },
      ],
      phone,
      null,
    ],
    [`Mme ${surname} ${said}`, [{ firstName: null, surname }], phone, null],
    [`${mother} ${said} ${email}`, [{ firstName: mother, surname: null }], phone, email],
    [`${mother} (maman) ${said}`, [{ firstName: mother, surname: null }], phone, null],
    [`${mother} ${email}`, [{ firstName: mother, surname: null }], null, email],
  ]);
  const spaced = /^\S+$/.test(`${mother}${father}`);
  if (!spaced)
    return part(
      { contact: `Sonia ${said}` },
      { adults: [{ firstName: 'Sonia', surname: null, situation: null }], phone, email: null },
    );
  return part(
    { contact: text },
    { adults: people.map((person) => ({ ...person, situation: null })), phone: number, email: mail },
    number === null && mail === null && 'adult.contact',
  );
}
