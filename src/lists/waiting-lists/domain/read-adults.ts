import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { cutAddress, readCommune } from './communes.js';
import { cutContact, readEmails, readPhones, type Role, type Several } from './contacts.js';
import { partCouple, type Couple } from './couples.js';
import { readReturnsOn } from './dates.js';
import {
  EMPTY_ADULT,
  isLeave,
  mayStartLater,
  type AdultForm,
  type ChildForm,
  type Situation,
} from './dossier-words.js';
import type { Field } from './columns.js';
import type { Findings } from './findings.js';
import { restoreCase, type NameParts } from './names.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';
import { saysAtypicalHours, withoutLone } from './remark-facts.js';
import type { RowCells, RowContext } from './row-cells.js';
import { cutReturn, readSituations, shareSituations, situationsByRole } from './situations.js';

/**
 * The adults of a row, at least one. Contact and address go to the first: lists have one of each, and do not say
 * whether the second adult lives there. An empty second column does not make a lone parent, because nobody was asked.
 */
export function readAdults(cells: RowCells, child: ChildForm, context: RowContext, findings: Findings): AdultForm[] {
  const { people, roles, isUnclear } = readNames(cells, child.surname === null ? [] : [child.surname]);
  if (isUnclear) findings.addProblem('adult.surname', namesWritten(cells), 'which_name');
  const work = readWork(cells, roles.slice(0, people.length), people.length, context.importedOn, findings);
  const adults = people.map((name, index) => ({ ...EMPTY_ADULT, ...name, ...work[index] }));
  const second = readSecondContact(cells, findings);
  const { othersPhone, ...contact } = readContact(cells, roles, people, findings);
  const first = { ...(adults[0] ?? EMPTY_ADULT), ...contact, ...readHome(cells, context, findings) };
  findings.missingWhen(first.firstName === null, 'adult.firstName');
  findings.missingWhen(first.surname === null, 'adult.surname');
  findings.missingWhen(first.phone === null && first.email === null, 'adult.contact');
  // Without a second adult named, nobody says whose the second number is: the desk has it.
  if (adults.length < 2)
    findings.notes.push(
      ...Object.values(second).flatMap((said) => (said === null ? [] : [`Second contact : ${said}`])),
    );
  for (const field of ['adult1', 'adult2'] as const)
    if (isNobody(cells(field))) findings.addNote(`Responsable : ${cells(field)}`, 'adult.surname');
  const beside = { ...second, phone: second.phone ?? othersPhone };
  return [first, ...adults.slice(1).map((adult) => ({ ...adult, ...beside }))];
}

/** What stands in the place of a name, and names nobody: `décédé`, `père inconnu`. */
const NOBODY =
  /^((le |la )?(pere|mere|papa|maman|conjointe?|parents?) )?(separe(e|s|es)?|divorce(e|s|es)?|decede(e)?|inconnue?|absente?|partie?|seule?|solo|isolee?|celibataire|veuf|veuve|non declare|monoparentale?)$|^pas de (pere|mere|papa|maman)$/;
const isNobody = (cell: string): boolean => NOBODY.test(plain(cell));

const NAMES: readonly Field[] = ['adult1', 'adult2', 'adults', 'contact'];
const namesWritten = (cells: RowCells): string =>
  NAMES.map(cells)
    .filter((cell) => cell !== '')
    .join(' ');

/** The surnames of the adults, where they are clear by themselves: they tell where a child's surname ends. */
export function surnamesOfAdults(cells: RowCells): string[] {
  const { people, isUnclear } = readNames(cells, []);
  return isUnclear ? [] : people.flatMap(({ surname }) => surname ?? []);
}

/** The surname of a family, where a column of families tells one. */
export function surnamesOfFamily(cells: RowCells): string[] {
  const { people, isUnclear } = partCouple(cutContact(cells('adults')).name);
  return isUnclear || people.length === 0 ? surnamesOfAdults(cells) : people.flatMap(({ surname }) => surname ?? []);
}

function readNames(cells: RowCells, known: readonly string[]): Couple {
  const named = [nameIn(cells, 'adult1Surname', 'adult1FirstName'), nameIn(cells, 'adult2Surname', 'adult2FirstName')];
  const each = named.filter((name) => name !== null);
  if (each.length > 0) return { people: each, roles: [], isUnclear: false };
  const columns = (['adult1', 'adult2'] as const).filter((field) => cells(field) !== '' && !isNobody(cells(field)));
  const written = columns.length > 0 ? columns : (['adults'] as const).filter((field) => cells(field) !== '');
  if (written.length === 0) {
    // A contact column names the person who answers the telephone, so a single word there is a first name.
    const couple = partCouple(cutContact(cells('contact')).name, { alone: 'firstName', known });
    return { ...couple, people: couple.people.length > 0 ? couple.people : [{ firstName: null, surname: null }] };
  }
  const couples = written.map((field) =>
    partCouple(cutContact(cells(field)).name, {
      known,
      order: cells.isSurnameFirst?.(field) ? 'surnameFirst' : 'firstNameFirst',
    }),
  );
  const people = couples.flatMap((couple) => couple.people);
  const inContact = cells('contact') === '' ? null : namedInContact(cells, people, known);
  if (inContact !== null) return inContact;
  const roles = couples.flatMap((couple) => couple.roles);
  return {
    people: people.slice(0, 2),
    roles,
    isUnclear: people.length > 2 || couples.some((couple) => couple.isUnclear),
  };
}

/** Words before numbers that name nobody: `Parents sép. : Mme 06…`. */
const GENERIC = /^(parents?|famille|domicile|travail|grands?[ -]parents?|mamie|papi|tante|nounou)(?!\p{L})/iu;

/** `DUCROT` in the column of families, `Sophie 06…` in that of contacts: one parent, Sophie Ducrot. */
function namedInContact(cells: RowCells, families: readonly NameParts[], known: readonly string[]): Couple | null {
  const surnames = families.flatMap(({ surname }) => surname ?? []);
  const couple = partCouple(cutContact(cells('contact')).name, { alone: 'firstName', known: [...known, ...surnames] });
  const isBare = families.every(({ firstName }) => firstName === null);
  const isNamed = !couple.isUnclear && couple.people.some(({ firstName }) => firstName !== null);
  if (!isBare || !isNamed || GENERIC.test(couple.people[0]!.firstName ?? '')) return null;
  const shared = surnames.length === 1 ? surnames[0]! : null;
  return { ...couple, people: couple.people.map((person) => ({ ...person, surname: person.surname ?? shared })) };
}

function nameIn(cells: RowCells, surname: Field, firstName: Field): NameParts | null {
  if (cells(surname) === '' && cells(firstName) === '') return null;
  return { firstName: restoreCase(cells(firstName)) || null, surname: restoreCase(cells(surname)) || null };
}

function readContact(
  cells: RowCells,
  roles: Couple['roles'],
  people: readonly NameParts[],
  findings: Findings,
): Pick<AdultForm, 'phone' | 'email'> & { othersPhone: string | null } {
  const contact = cutContact(cells('contact'));
  const beside = cutContact(cells('adults') || cells('adult1'));
  let phone = cells('phone') || contact.phone || beside.phone || cells('homePhone');
  let email = cells('email') || contact.email || beside.email;
  if (phone.includes('@') && !email.includes('@')) {
    findings.addProblem('adult.phone', phone, 'swapped_columns');
    [phone, email] = [email, phone];
  }
  if (cells('contact') !== '' && phone === '' && email === '')
    findings.addProblem('adult.contact', cells('contact'), 'no_number');
  const atHome = phone === cells('homePhone') ? null : findings.takeCell('adult.phone', cells('homePhone'), readPhones);
  const homeNumbers = atHome === null ? [] : [atHome.first, ...atHome.others];
  const namedEach = phone === contact.phone ? contact.namedEach : phone === beside.phone && beside.namedEach;
  const numbers = findings.takeCell('adult.phone', phone, readPhones);
  const { first, second, left } = isOfSecond(phone, numbers, people)
    ? { first: null, second: numbers!.first, left: [] }
    : namedEach
      ? inOrder(numbers)
      : shareNumbers(numbers, roles);
  return {
    phone: firstOf(first === null ? null : { first, others: [...left, ...homeNumbers] }, 'Autre téléphone', findings),
    othersPhone: second,
    email: firstOf(findings.takeCell('adult.email', email, readEmails), 'Autre e-mail', findings),
  };
}

/** `07… (Carla)` beside Paulo and Carla. */
function isOfSecond(written: string, numbers: Several | null, people: readonly NameParts[]): boolean {
  const [first, second] = people.map(({ firstName }) => plain(firstName ?? ''));
  const words = plain(written).split(' ');
  return numbers?.others.length === 0 && !!second && words.includes(second) && !words.includes(first!);
}

/** `Yasmina 07… / Jean 06…`: each number stands behind the name of its owner. */
const inOrder = (several: Several | null): ReturnType<typeof shareNumbers> => ({
  first: several?.first ?? null,
  second: several?.others[0] ?? null,
  left: several?.others.slice(1) ?? [],
});

/** Gives each of two adults the number that is said to be theirs: `Mme …` beside `06… (maman) / 07… (papa)`. */
function shareNumbers(
  several: Several | null,
  adults: Couple['roles'],
): { first: string | null; second: string | null; left: readonly string[] } {
  if (several === null) return { first: null, second: null, left: [] };
  const numbers = [several.first, ...several.others];
  const ofRole = (role: Role | null | undefined): string | null =>
    (role && numbers.find((_, index) => several.roles?.[index] === role)) ?? null;
  const first = ofRole(adults[0]) ?? numbers[0]!;
  const others = ofRole(adults[1]);
  const second = others === first ? null : others;
  const words = { mother: ' (mère)', father: ' (père)' };
  const left = numbers.flatMap((number, index) => {
    const role = several.roles?.[index];
    return number === first || number === second ? [] : [number + (role ? words[role] : '')];
  });
  return { first, second, left };
}

/** The telephone and address that a list gives the second adult in columns of their own. */
const readSecondContact = (cells: RowCells, findings: Findings): Pick<AdultForm, 'phone' | 'email'> => ({
  phone: firstOf(findings.takeCell('adult.phone', cells('phone2'), readPhones), 'Autre téléphone', findings),
  email: firstOf(findings.takeCell('adult.email', cells('email2'), readEmails), 'Autre e-mail', findings),
});

/** The first of several numbers is the family's. The list does not say whose the others are: the desk has them. */
function firstOf(several: Several | null, label: string, findings: Findings): string | null {
  findings.notes.push(...(several?.others ?? []).map((other) => `${label} : ${other}`));
  return several?.first ?? null;
}

function readHome(
  cells: RowCells,
  context: RowContext,
  findings: Findings,
): Pick<AdultForm, 'addressLine' | 'postalCode' | 'communeCode' | 'communeName'> {
  const { written, addressLine } = placeOf(cells, context);
  const beside = findings.takeCell('household.commune', cells('postalCode'), readPostalCode);
  findings.missingWhen(written === '', 'household.commune');
  if (written === '') return { addressLine, postalCode: beside, communeCode: null, communeName: null };
  const { inseeCode, name, postalCode, isDoubtful } = readCommune(written, context.communes, beside);
  const codes = context.communes.find((commune) => commune.inseeCode === inseeCode)?.postalCodes;
  if (isDoubtful) findings.addProblem('household.commune', written, 'nearly_this_commune');
  if (postalCode && codes && !codes.includes(postalCode))
    findings.addProblem('household.commune', `${postalCode} ${written}`, 'not_in_postal_code');
  return { addressLine, postalCode, communeCode: inseeCode, communeName: inseeCode === null ? name : null };
}

/** The commune and the street: a list may write both in its column of addresses. */
function placeOf(cells: RowCells, { communes }: RowContext): { written: string; addressLine: string | null } {
  const [commune, address] = [cells('commune'), cells('address')];
  if (commune !== '') return { written: commune, addressLine: address || null };
  const { street, place } = cutAddress(address, communes);
  return { written: place, addressLine: street || null };
}

/** Five digits. A spreadsheet drops the first one of `01000`. */
function readPostalCode(text: string): Reading<string> {
  const digits = text.replace(/\s|[.,]0$/g, '');
  return /^\d{4,5}$/.test(digits) ? read(digits.padStart(5, '0')) : unread('not_a_postal_code');
}

type Work = Pick<AdultForm, 'situation' | 'returnsOn'> & Partial<Pick<AdultForm, 'atypicalHours'>>;
/** The situation of each adult: from columns of their own, or from the one that is about the home. */
function readWork(
  cells: RowCells,
  roles: Couple['roles'],
  adultCount: number,
  importedOn: Day,
  findings: Findings,
): Work[] {
  const own = ownSituations(cells, roles, adultCount);
  if (own.some((cell) => cell !== '')) {
    findings.missingWhen(own[0] === '', 'adult.situation');
    return own.slice(0, adultCount).map((text) => {
      const situations = readHomeSituations(text, 1, findings);
      const isAtypical = saysAtypicalHours(text);
      return {
        situation: situations[0] ?? null,
        returnsOn: readReturn(text, '', situations, 1, importedOn, findings),
        ...(isAtypical ? { atypicalHours: true } : {}),
      };
    });
  }
  const text = cells('situation');
  const situations = readHomeSituations(text, adultCount, findings);
  const returnsOn = readReturn(text, cells('returnsOn'), situations, adultCount, importedOn, findings);
  findings.missingWhen(situations.length === 0, 'adult.situation');
  return Array.from({ length: adultCount }, (_, index) => ({ situation: situations[index] ?? null, returnsOn }));
}

/** The words about each adult, by columns of their own or by a word that says whose they are. */
function ownSituations(cells: RowCells, roles: Couple['roles'], adultCount: number): string[] {
  const columns = [cells('adult1Situation'), cells('adult2Situation')];
  const byRole = columns.some((cell) => cell !== '') ? null : situationsByRole(cells('situation'));
  if (byRole === null) return columns;
  // Of one adult named, `mère salariée` tells all there is.
  const [only] = Object.keys(byRole) as Role[];
  const known = adultCount === 1 && Object.keys(byRole).length === 1 ? [roles[0] ?? only!] : roles;
  const isTold = (Object.keys(byRole) as Role[]).every((role) => known.includes(role));
  return isTold
    ? [0, 1].map((index) => byRole[known[index] ?? 'mother'] ?? '').map((said, index) => (known[index] ? said : ''))
    : columns;
}

function readHomeSituations(text: string, adultCount: number, findings: Findings): Situation[] {
  const { situation } = cutReturn(withoutLone(text));
  if (situation === '') return [];
  const said = findings.takeCell('adult.situation', text, () => readSituations(situation));
  if (said === null) return [];
  findings.missingWhen(said.length > adultCount, 'household.secondAdult');
  const shared = findings.takeCell('adult.situation', text, () => shareSituations(said, adultCount));
  // What cannot be given to one adult is still known of the home: the desk reads it before it rings.
  if (shared === null) findings.addNote(`Situation : ${text}`, 'adult.situation');
  return shared ?? [];
}

/** The day on which an activity starts, or starts again, where the list says whose: that of the only adult named. */
function readReturn(
  situation: string,
  column: string,
  situations: readonly Situation[],
  adultCount: number,
  importedOn: Day,
  findings: Findings,
): Day | null {
  const { returns, lastDay } = cutReturn(situation);
  const text = column || returns;
  const said = findings.takeCell('adult.returnsOn', text, () => readReturnsOn(text, importedOn));
  if (said === null) return null;
  // A last day ends a leave. A first day of work is that of anybody who has none yet.
  const isSaid = lastDay && column === '' ? isLeave(situations[0]) : mayStartLater(situations[0]);
  if (adultCount > 1 || !isSaid) {
    findings.addProblem('adult.returnsOn', text, adultCount > 1 ? 'which_adult' : 'unknown_situation');
    return null;
  }
  if (said.approximate) findings.approximate.push('adult.returnsOn');
  return lastDay && column === '' && !said.approximate ? addDays(said.day, 1) : said.day;
}
