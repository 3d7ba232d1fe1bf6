import { addDays, type Day } from '../../kernel/time.js';
import { readCommune } from './communes.js';
import { cutContact, readEmail, readPhoneCell } from './contacts.js';
import { readReturnsOn } from './dates.js';
import { EMPTY_ADULT, isLeave, type AdultForm, type Situation } from './dossier-words.js';
import type { Findings } from './findings.js';
import { partCouple, partName, type NameParts } from './names.js';
import type { RowCells, RowContext } from './row-cells.js';
import { cutReturn, readSituations, shareSituations } from './situations.js';

/**
 * The adults of a row, at least one. Contact and address go to the first: lists have one of each, and do not say
 * whether the second adult lives there. An empty second column does not make a lone parent, because nobody was asked.
 */
export function readAdults(cells: RowCells, context: RowContext, findings: Findings): AdultForm[] {
  const contact = cutContact(cells('contact'));
  const names = readNames(cells, contact.name);
  const situations = readHomeSituations(cells, names.length, findings);
  const returnsOn = readReturn(cells, situations, names.length, context.importedOn, findings);
  const adults = names.map((name, index) => ({
    ...EMPTY_ADULT,
    ...name,
    situation: situations[index] ?? null,
    returnsOn,
  }));
  const first = {
    ...(adults[0] ?? EMPTY_ADULT),
    ...readContact(cells, contact, findings),
    ...readHome(cells, context, findings),
  };
  findings.missingWhen(first.firstName === null, 'adult.firstName');
  findings.missingWhen(first.surname === null, 'adult.surname');
  findings.missingWhen(first.phone === null && first.email === null, 'adult.contact');
  findings.missingWhen(situations.length === 0, 'adult.situation');
  return [first, ...adults.slice(1)];
}

function readNames(cells: RowCells, contactName: string): NameParts[] {
  const columns = [cells('adult1'), cells('adult2')].filter((cell) => cell !== '');
  if (columns.length > 0) return columns.map((cell) => partName(cell, 'firstNameFirst'));
  if (cells('adults') !== '') return partCouple(cells('adults'));
  // A contact column names the person who answers the telephone, so a single word there is a first name.
  return [partName(contactName, 'firstNameFirst', 'firstName')];
}

function readContact(
  cells: RowCells,
  contact: { phone: string; email: string },
  findings: Findings,
): Pick<AdultForm, 'phone' | 'email'> {
  let phone = cells('phone') || contact.phone;
  let email = cells('email') || contact.email;
  if (phone.includes('@') && !email.includes('@')) {
    findings.addProblem('adult.phone', phone, 'swapped_columns');
    [phone, email] = [email, phone];
  }
  if (cells('contact') !== '' && phone === '' && email === '')
    findings.addProblem('adult.contact', cells('contact'), 'no_number');
  return {
    phone: findings.takeCell('adult.phone', phone, readPhoneCell),
    email: findings.takeCell('adult.email', email, readEmail),
  };
}

function readHome(
  cells: RowCells,
  context: RowContext,
  findings: Findings,
): Pick<AdultForm, 'postalCode' | 'communeCode' | 'communeName'> {
  const written = cells('commune');
  const postalCode = cells('postalCode') || null;
  findings.missingWhen(written === '', 'household.commune');
  if (written === '') return { postalCode, communeCode: null, communeName: null };
  const commune = readCommune(written, context.communes);
  const codes = context.communes.find(({ inseeCode }) => inseeCode === commune.inseeCode)?.postalCodes;
  if (postalCode && codes && !codes.includes(postalCode))
    findings.addProblem('household.commune', `${postalCode} ${written}`, 'not_in_postal_code');
  return { postalCode, communeCode: commune.inseeCode, communeName: commune.inseeCode === null ? commune.name : null };
}

function readHomeSituations(cells: RowCells, adultCount: number, findings: Findings): Situation[] {
  const text = cells('situation');
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
  cells: RowCells,
  situations: readonly Situation[],
  adultCount: number,
  importedOn: Day,
  findings: Findings,
): Day | null {
  const { returns, lastDay } = cutReturn(cells('situation'));
  const text = cells('returnsOn') || returns;
  const said = findings.takeCell('adult.returnsOn', text, () => readReturnsOn(text, importedOn));
  if (said === null) return null;
  if (adultCount > 1 || !isLeave(situations[0])) {
    findings.addProblem('adult.returnsOn', text, adultCount > 1 ? 'which_adult' : 'unknown_situation');
    return null;
  }
  if (said.approximate) findings.approximate.push('adult.returnsOn');
  return lastDay && cells('returnsOn') === '' && !said.approximate ? addDays(said.day, 1) : said.day;
}
