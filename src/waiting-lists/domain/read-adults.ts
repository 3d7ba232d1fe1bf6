import { addDays, type Day } from '../../kernel/time.js';
import { readCommune } from './communes.js';
import { cutContact, readEmails, readPhones, type Several } from './contacts.js';
import { partCouple, type Couple } from './couples.js';
import { readReturnsOn } from './dates.js';
import { EMPTY_ADULT, isLeave, type AdultForm, type ChildForm, type Situation } from './dossier-words.js';
import type { Field } from './columns.js';
import type { Findings } from './findings.js';
import { restoreCase, type NameParts } from './names.js';
import { read, unread, type Reading } from './reading.js';
import type { RowCells, RowContext } from './row-cells.js';
import { cutReturn, readSituations, shareSituations } from './situations.js';

/**
 * The adults of a row, at least one. Contact and address go to the first: lists have one of each, and do not say
 * whether the second adult lives there. An empty second column does not make a lone parent, because nobody was asked.
 */
export function readAdults(cells: RowCells, child: ChildForm, context: RowContext, findings: Findings): AdultForm[] {
  const { people, isUnclear } = readNames(cells, child.surname === null ? [] : [child.surname]);
  if (isUnclear) findings.addProblem('adult.surname', namesWritten(cells), 'which_name');
  const work = readWork(cells, people.length, context.importedOn, findings);
  const adults = people.map((name, index) => ({ ...EMPTY_ADULT, ...name, ...work[index] }));
  const second = readSecondContact(cells, findings);
  const first = {
    ...(adults[0] ?? EMPTY_ADULT),
    ...readContact(cells, findings),
    ...readHome(cells, context, findings),
  };
  findings.missingWhen(first.firstName === null, 'adult.firstName');
  findings.missingWhen(first.surname === null, 'adult.surname');
  findings.missingWhen(first.phone === null && first.email === null, 'adult.contact');
  // Without a second adult named, nobody says whose the second number is: the desk has it.
  if (adults.length < 2)
    findings.notes.push(
      ...Object.values(second).flatMap((said) => (said === null ? [] : [`Second contact : ${said}`])),
    );
  return [first, ...adults.slice(1).map((adult) => ({ ...adult, ...second }))];
}

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

function readNames(cells: RowCells, known: readonly string[]): Couple {
  const named = [nameIn(cells, 'adult1Surname', 'adult1FirstName'), nameIn(cells, 'adult2Surname', 'adult2FirstName')];
  const each = named.filter((name) => name !== null);
  if (each.length > 0) return { people: each, isUnclear: false };
  const columns = [cells('adult1'), cells('adult2')].filter((cell) => cell !== '');
  const written = columns.length > 0 ? columns : [cells('adults')].filter((cell) => cell !== '');
  if (written.length === 0) {
    // A contact column names the person who answers the telephone, so a single word there is a first name.
    const { people, isUnclear } = partCouple(cutContact(cells('contact')).name, { alone: 'firstName', known });
    return { people: people.length > 0 ? people : [{ firstName: null, surname: null }], isUnclear };
  }
  const couples = written.map((cell) => partCouple(cutContact(cell).name, { known }));
  const people = couples.flatMap((couple) => couple.people);
  return { people: people.slice(0, 2), isUnclear: people.length > 2 || couples.some((couple) => couple.isUnclear) };
}

function nameIn(cells: RowCells, surname: Field, firstName: Field): NameParts | null {
  if (cells(surname) === '' && cells(firstName) === '') return null;
  return { firstName: restoreCase(cells(firstName)) || null, surname: restoreCase(cells(surname)) || null };
}

function readContact(cells: RowCells, findings: Findings): Pick<AdultForm, 'phone' | 'email'> {
  const contact = cutContact(cells('contact'));
  const beside = cutContact(cells('adults') || cells('adult1'));
  let phone = cells('phone') || contact.phone || beside.phone;
  let email = cells('email') || contact.email || beside.email;
  if (phone.includes('@') && !email.includes('@')) {
    findings.addProblem('adult.phone', phone, 'swapped_columns');
    [phone, email] = [email, phone];
  }
  if (cells('contact') !== '' && phone === '' && email === '')
    findings.addProblem('adult.contact', cells('contact'), 'no_number');
  return {
    phone: firstOf(findings.takeCell('adult.phone', phone, readPhones), 'Autre téléphone', findings),
    email: firstOf(findings.takeCell('adult.email', email, readEmails), 'Autre e-mail', findings),
  };
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
  const written = cells('commune');
  const addressLine = cells('address') || null;
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

/** Five digits. A spreadsheet drops the first one of `01000`. */
function readPostalCode(text: string): Reading<string> {
  const digits = text.replace(/\s|[.,]0$/g, '');
  return /^\d{4,5}$/.test(digits) ? read(digits.padStart(5, '0')) : unread('not_a_postal_code');
}

type Work = Pick<AdultForm, 'situation' | 'returnsOn'>;
/** The situation of each adult: from columns of their own, or from the one that is about the home. */
function readWork(cells: RowCells, adultCount: number, importedOn: Day, findings: Findings): Work[] {
  const own = [cells('adult1Situation'), cells('adult2Situation')];
  if (own.some((cell) => cell !== '')) {
    findings.missingWhen(own[0] === '', 'adult.situation');
    return own.slice(0, adultCount).map((text) => {
      const situations = readHomeSituations(text, 1, findings);
      return { situation: situations[0] ?? null, returnsOn: readReturn(text, '', situations, 1, importedOn, findings) };
    });
  }
  const text = cells('situation');
  const situations = readHomeSituations(text, adultCount, findings);
  const returnsOn = readReturn(text, cells('returnsOn'), situations, adultCount, importedOn, findings);
  findings.missingWhen(situations.length === 0, 'adult.situation');
  return Array.from({ length: adultCount }, (_, index) => ({ situation: situations[index] ?? null, returnsOn }));
}

function readHomeSituations(text: string, adultCount: number, findings: Findings): Situation[] {
  const { situation } = cutReturn(text);
  const said = findings.takeCell('adult.situation', text, () => readSituations(situation));
  if (said === null) return [];
  findings.missingWhen(said.length > adultCount, 'household.secondAdult');
  const shared = findings.takeCell('adult.situation', text, () => shareSituations(said, adultCount));
  // What cannot be given to one adult is still known of the home: the desk reads it before it rings.
  if (shared === null) findings.notes.push(`Situation : ${text}`);
  return shared ?? [];
}

/** The day on which a leave ends, where the list says whose leave it is: that of the only adult named. */
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
  if (adultCount > 1 || !isLeave(situations[0])) {
    findings.addProblem('adult.returnsOn', text, adultCount > 1 ? 'which_adult' : 'unknown_situation');
    return null;
  }
  if (said.approximate) findings.approximate.push('adult.returnsOn');
  return lastDay && column === '' && !said.approximate ? addDays(said.day, 1) : said.day;
}
