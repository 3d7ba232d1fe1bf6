import type { Situation } from '../../../src/dossier/dossier/domain/dossier-form.js';
import { sure, withoutAccents, type Cell, type Chance } from './writing.js';

export interface Person {
  readonly firstName: string | null;
  readonly surname: string | null;
}

const SURNAMES = [
  'Gauthier',
  'Da-Silva',
  'Lefèvre',
  'De Oliveira',
  'El Mansouri',
  "D'Angelo",
  'Le Goff',
  'Ben Ali',
  'François',
  'Guérin',
  'Traoré',
  'Martin',
  'De La Tour',
  'Van Den Berg',
  'Garcia Lopez',
  'Petit',
  'Wojcik',
  'Nguyen',
  'Dos Santos',
  'Lreoy',
  'Vncent',
  "O'Connor",
  'Saint-Martin',
  'Roux',
];
const CHILDREN = [
  'Ana-Lucía',
  'Yassine',
  'Noah',
  'Léo',
  'Jean-Baptiste',
  'Zoé',
  'Marie Lou',
  'Maël',
  'Élise',
  'Rmy',
  'Sacah',
  'Inès',
  'Lou',
  'Aya',
  'Abd-Allah',
  "N'Golo",
];
const MOTHERS = ['Laura', 'Marie', 'Sylwia', 'Fatima', 'Élodie', 'Anne-Lise', 'Kadiatou', 'Céline', 'Maria João'];
const FATHERS = ['Romain', 'Paul', 'Mickaël', 'Jean-Pierre', 'Mehdi', 'Ibrahim', 'Emre', 'José Luis'];
export const drawSurname = (chance: Chance): string => chance.pick(SURNAMES);
export const drawChild = (chance: Chance): string => chance.pick(CHILDREN);
export const drawMother = (chance: Chance): string => chance.pick(MOTHERS);
export const drawFather = (chance: Chance): string => chance.pick(FATHERS);

const capitals = (text: string): string => text.toUpperCase();
/** Capitals as a keyboard gives them: an accented letter stays small, and the last one may slip. */
const keyboardCapitals = (text: string): string => text.replace(/[^éèêçàùîôíã]/g, (letter) => letter.toUpperCase());
const slippedCapitals = (text: string): string => capitals(text.slice(0, -1)) + text.slice(-1);

export function writeSurname(chance: Chance, surname: string): Cell<string> {
  const bare = withoutAccents(surname);
  return chance.pick([
    sure(surname, surname),
    sure(capitals(surname), surname),
    sure(capitals(surname), surname),
    sure(capitals(bare), bare),
    sure(keyboardCapitals(surname), surname),
    sure(surname.toLowerCase(), surname),
    sure(` ${capitals(surname)}  `, surname),
    ...(surname.length > 4 ? [sure(slippedCapitals(surname), surname)] : []),
  ]);
}

export const writeFirstName = (chance: Chance, firstName: string): Cell<string> =>
  chance.pick([
    sure(firstName, firstName),
    sure(firstName, firstName),
    sure(capitals(firstName), firstName),
    sure(firstName.toLowerCase(), firstName),
    sure(capitals(withoutAccents(firstName)), withoutAccents(firstName)),
    sure(` ${firstName} `, firstName),
  ]);

/** A whole name in one cell. `told`: something else in the row tells where the surname stands. */
export function writeWhole(
  chance: Chance,
  person: { firstName: string; surname: string },
  order: 'surnameFirst' | 'firstNameFirst',
  told = false,
): Cell<Person> {
  const { firstName, surname } = person;
  const whole = (name: string, first = firstName): string =>
    order === 'surnameFirst' ? `${name} ${first}` : `${first} ${name}`;
  const bare = { firstName: withoutAccents(firstName), surname: withoutAccents(surname) };
  const alone = !`${firstName}${surname}`.includes(' ');
  return chance.pick([
    sure(whole(capitals(surname)), person),
    sure(whole(capitals(surname)), person),
    sure(whole(capitals(bare.surname)), { ...person, surname: bare.surname }),
    sure(whole(keyboardCapitals(surname)), person),
    sure(`${capitals(surname)} ${firstName}`, person),
    sure(`${firstName} ${capitals(surname)}`, person),
    sure(`${capitals(surname)}, ${firstName}`, person),
    sure(whole(capitals(surname)).replace(' ', '  '), person),
    ...(surname.length > 4 ? [sure(whole(slippedCapitals(surname)), person)] : []),
    ...(/^(De|D'|Da|Le|El|Van)/.test(surname)
      ? [
          sure(
            whole(
              capitals(surname).replace(/^(DE LA |D'|DE |DA-|LE |EL |VAN DEN )/, (particle) => particle.toLowerCase()),
            ),
            person,
          ),
        ]
      : []),
    ...(alone || told
      ? [
          sure(whole(surname), person),
          sure(whole(surname), person),
          sure(whole(capitals(surname), capitals(firstName)), person),
          sure(whole(surname.toLowerCase(), firstName.toLowerCase()), person),
        ]
      : []),
  ]);
}

export interface Couple {
  readonly text: string;
  readonly means: readonly Person[];
}

/** Both parents in one cell. */
export function writeCouple(chance: Chance, mother: string, father: string, surname: string, other: string): Couple {
  const one = { firstName: mother, surname };
  const two = { firstName: father, surname };
  const another = { firstName: father, surname: other };
  const nameless = { firstName: null, surname };
  const C = capitals(surname);
  const single = !`${mother}${father}`.includes(' ');
  return chance.pick<Couple>([
    { text: `${mother} & ${father} ${C}`, means: [one, two] },
    { text: `${mother} ${surname}`, means: [one] },
    { text: `${C} ${mother}`, means: [one] },
    { text: `Mme ${C} ${mother}`, means: [one] },
    { text: `M. et Mme ${surname}`, means: [nameless, nameless] },
    { text: `Mme et M. ${C}`, means: [nameless, nameless] },
    { text: `Mr et Mme ${surname}`, means: [nameless, nameless] },
    { text: `Mme ${C} ${mother} / M. ${capitals(other)} ${father}`, means: [one, another] },
    { text: `${mother} ${C} et ${father} ${capitals(other)}`, means: [one, another] },
    { text: `${mother} ${C} et ${father}`, means: [one, two] },
    { text: `${C} ${mother} et ${father}`, means: [one, two] },
    ...(single
      ? [
          { text: `${mother} et ${father} ${surname}`, means: [one, two] },
          {
            text: `${mother} et ${father}`,
            means: [
              { firstName: mother, surname: null },
              { firstName: father, surname: null },
            ],
          },
          { text: `${surname} ${mother} et ${father}`, means: [one, two] },
        ]
      : []),
    { text: `${mother} ${C}\n${father} ${capitals(other)}`, means: [one, another] },
    { text: `${mother} ${C}, ${father} ${capitals(other)}`, means: [one, another] },
    { text: `${mother} ${C} - ${father} ${C}`, means: [one, two] },
    { text: `${mother} ${C} (mère) et ${father} ${C} (père)`, means: [one, two] },
    { text: `Famille ${C}`, means: [nameless] },
    { text: `Mme ${surname}`, means: [nameless] },
    { text: `${mother} ${C} (maman seule)`, means: [one] },
    { text: `Maman : ${mother} ${C} / Papa : ${father} ${capitals(other)}`, means: [one, another] },
    { text: `Madame ${mother} ${C}`, means: [one] },
    { text: `${mother}, ${father} ${C}`, means: [one, two] },
  ]);
}

export interface HomeSituation {
  readonly text: string;
  readonly means: readonly (Situation | null)[];
  readonly returnsOn: string | null;
  readonly doubt: boolean;
}

const SAME: readonly [string, Situation][] = [
  ['2 emplois', 'working'],
  ['deux emplois', 'working'],
  ['emploi / emploi', 'working'],
  ['CDI / CDD', 'working'],
  ['CDI et CDI', 'working'],
  ['2 actifs', 'working'],
  ['les deux travaillent', 'working'],
  ['sans emploi', 'none'],
  ['Sans activité', 'none'],
  ['2 recherches', 'job_seeking'],
  ['2 formations', 'studying'],
  ['emploi + CDI', 'working'],
  ['2 parents en emploi', 'working'],
  ['2 EMPLOIS', 'working'],
  ['2emplois', 'working'],
];
const ALONE: readonly [string, Situation][] = [
  ['1 emploi', 'working'],
  ['emploi', 'working'],
  ['CDI', 'working'],
  ['en CDI', 'working'],
  ['CDD temps partiel', 'working'],
  ['salariée', 'working'],
  ['intérim', 'working'],
  ['en emploi', 'working'],
  ['Travaille', 'working'],
  ['un emploi', 'working'],
  ['étudiante', 'studying'],
  ['étudiant', 'studying'],
  ['formation', 'studying'],
  ['en formation', 'studying'],
  ['formaiton', 'studying'],
  ['recherche', 'job_seeking'],
  ['recherche d’emploi', 'job_seeking'],
  ["en recherche d'emploi", 'job_seeking'],
  ['chômage', 'job_seeking'],
  ['au chômage', 'job_seeking'],
  ["demandeuse d'emploi", 'job_seeking'],
  ['Pôle emploi', 'job_seeking'],
  ['France Travail', 'job_seeking'],
  ['sans emploi', 'none'],
  ['mère au foyer', 'none'],
  ['sans profession', 'none'],
  ['insertion', 'insertion'],
  ['congé mat.', 'maternity_leave'],
  ['congé maternité', 'maternity_leave'],
  ['Congé parental', 'parental_leave'],
  ['congé pat', 'paternity_leave'],
  ['en congé parental', 'parental_leave'],
  ['Conge parental', 'parental_leave'],
  ['congés parentaux', 'parental_leave'],
];
const LEAVES: readonly [string, Situation, string | null][] = [
  ['congé parental, retour 01/09/2027', 'parental_leave', '2027-09-01'],
  ["congé maternité jusqu'au 31/03/2027", 'maternity_leave', '2027-04-01'],
  ['congé mat. (reprise le 15/02/27)', 'maternity_leave', '2027-02-15'],
  ['congé parental fin le 30 juin 2027', 'parental_leave', '2027-07-01'],
];
const UNTOLD = [
  '1 emploi, 1 recherche',
  'CDI / congé parental',
  '1 emploi 1 recherche',
  'emploi et formation',
  '1 emploi, 1 congé parental',
];
const UNKNOWN = ['voir dossier', 'à compléter', '3x8', 'changement en cours'];

export function writeSituation(chance: Chance, adults: number): HomeSituation {
  const of = (
    text: string,
    means: (Situation | null)[],
    doubt: boolean,
    returnsOn: string | null = null,
  ): HomeSituation => ({ text, means, doubt, returnsOn });
  const nobody = Array<null>(adults).fill(null);
  if (chance.once(7)) return of(chance.pick(UNKNOWN), nobody, true);
  if (chance.once(4)) return of(chance.pick(UNTOLD), nobody, true);
  if (adults === 2) {
    if (chance.once(6)) return of(chance.pick(['1 emploi', 'CDI', 'congé parental', 'formation']), nobody, true);
    const [text, means] = chance.pick(SAME);
    return of(text, [means, means], false);
  }
  if (chance.once(5)) {
    const [text, means, returnsOn] = chance.pick(LEAVES);
    return of(text, [means], false, returnsOn);
  }
  const [text, means] = chance.pick(ALONE);
  return of(text, [means], false);
}
