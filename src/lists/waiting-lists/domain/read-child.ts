import type { Day } from '../../../foundation/kernel/time.js';
import { readObservation, readYesNo, saysHealth } from './adaptation.js';
import { readBirthDate, saysDue } from './dates.js';
import {
  answeredBy,
  CHILD_QUESTIONS,
  EMPTY_CHILD,
  listColumns,
  type ChildForm,
  type ChildQuestions,
  type YesNoAnswers,
} from './dossier-words.js';
import type { Findings } from './findings.js';
import {
  isSameSurname,
  isShouted,
  isToldByOrderOnly,
  isUnclear,
  partCapitals,
  partName,
  restoreCase,
  takeUnborn,
  type NameOrder,
  type NameParts,
} from './names.js';
import { plain } from './plain-text.js';
import { surnamesOfAdults, surnamesOfFamily } from './read-adults.js';
import type { RowCells } from './row-cells.js';

/**
 * The child of a row. A date after the import is a due date, whatever its column says. A child marked A NAITRE whose
 * due date is past has been born on an unknown day: its due date is kept and never turned into a birth date, its first
 * name and birth date are missing, and the desk calls the family. A surname alone beside a past date of birth is a
 * born child whose first name is missing.
 */
export function readChild(cells: RowCells, importedOn: Day, findings: Findings): ChildForm {
  const written = cells('birthDate');
  const date = findings.takeCell('child.birthDate', written, (text) => readBirthDate(text, importedOn));
  if (date?.approximate) findings.approximate.push('child.birthDate');
  const day = date?.day ?? null;
  const isToCome = day !== null && day > importedOn;
  const {
    surname,
    firstName,
    unborn: saidUnborn,
    twins,
    isUnclear,
    isFamilys,
  } = readChildName(cells, isToCome || saysDue(written));
  const unborn = saidUnborn || saysDue(written);
  if (isUnclear) findings.addProblem('child.surname', wholeName(cells), 'which_name');
  if (isFamilys && cells('adults') === '') findings.addProblem('child.surname', surname ?? '', 'surname_of_family');
  const ofAdults = [...new Set(surnamesOfFamily(cells))];
  if (surname === null && ofAdults.length > 1)
    findings.addProblem('child.surname', ofAdults.join(' / '), 'which_surname');
  // One row of a list asks for one place: the desk asks the family for the others.
  if (twins || SEVERAL.test(firstName ?? ''))
    findings.addProblem('child.multipleBirth', wholeName(cells), 'several_children');
  const isDue = unborn || isToCome;
  const isOverdue = unborn && day !== null && day <= importedOn;

  if (isOverdue) findings.addProblem('child.dueDate', written, 'due_date_passed');
  if (isDue && !unborn && firstName !== null)
    findings.addProblem('child.birthDate', written, 'future_birth_read_as_due');
  findings.missingWhen(surname === null, 'child.surname');
  findings.missingWhen(firstName === null && (!isDue || isOverdue), 'child.firstName');
  findings.missingWhen(isOverdue || (day === null && !unborn), 'child.birthDate');
  findings.missingWhen(day === null && unborn, 'child.dueDate');

  const listed = readListed(cells, findings);
  const remark = readRemark(cells, findings);
  return {
    ...EMPTY_CHILD,
    firstName,
    surname,
    birthDate: isDue ? null : day,
    dueDate: isDue ? day : null,
    ...listed,
    ...(twins ? { multipleBirth: true } : {}),
    adaptationNeed: remark === true || listed.adaptationNeed === true ? true : (listed.adaptationNeed ?? remark),
  };
}

/** `Léo / Tom`, `Léo et Tom`. */
const SEVERAL = /[/&+]|\set\s/;

/** True when some cell names a child, were it by "to be born" alone beside a surname. */
export const namesAChild = (cells: RowCells): boolean => {
  const { surname, firstName, unborn, isFamilys } = readChildName(cells, false);
  return (surname !== null && (!isFamilys || unborn)) || firstName !== null;
};

interface ChildName extends NameParts {
  readonly unborn: boolean;
  readonly twins: boolean;
  readonly isUnclear: boolean;
  /** True when the surname is that of the adults, and no cell says the child's. */
  readonly isFamilys: boolean;
}

function readChildName(cells: RowCells, isToCome: boolean): ChildName {
  const known = surnamesOfAdults(cells);
  const combined = cells('childSurnameFirst') || cells('childFirstNameFirst');
  const order = cells('childSurnameFirst') === '' ? 'firstNameFirst' : 'surnameFirst';
  const whole = takeUnborn(combined);
  const surname = takeUnborn(cells('childSurname'));
  const firstName = takeUnborn(cells('childFirstName'));
  const all = [whole, surname, firstName];
  const unborn = all.some((cell) => cell.unborn);
  const context = { order, known } as const;
  // `GARCIA LOPEZ` beside a birth to come: nothing tells a first name, and an unborn child seldom has one.
  const isSurnameAlone = isToCome && isInCapitals(whole.rest) && isToldByOrderOnly(whole.rest, context);
  const parted = isFirstNameAlone(whole.rest, known, unborn || isToCome)
    ? { surname: null, firstName: restoreCase(whole.rest) }
    : partWhole(whole.rest, context, unborn || isSurnameAlone);
  // `DUPONT Noah` in the column of surnames, beside an empty one.
  const both = firstName.rest === '' && !firstName.unborn ? partCapitals(surname.rest) : null;
  const own = both?.surname ?? (surname.rest === '' ? parted.surname : restoreCase(surname.rest));
  const named = both?.firstName ?? (firstName.rest === '' ? parted.firstName : restoreCase(firstName.rest));
  const familys =
    own === null && (named !== null || unborn || isToCome) ? familySurname(surnamesOfFamily(cells)) : null;
  return {
    surname: own ?? familys,
    isFamilys: familys !== null,
    firstName: named,
    unborn,
    twins: all.some((cell) => cell.twins),
    isUnclear: !unborn && (isSurnameAlone || isUnclear(whole.rest, context)),
  };
}

/** `Eliott` beside a family LHENRY: a child who is born, of whom the list says the first name alone. */
const isFirstNameAlone = (text: string, known: readonly string[], isExpected: boolean): boolean =>
  !isExpected &&
  known.length > 0 &&
  FIRST_NAMES.test(text) &&
  wordsOf(text).every((word) => !isShouted(word) && !known.some((surname) => isSameSurname(surname, word)));
const wordsOf = (text: string): string[] => text.split(/[\s+&/]+/).filter((word) => word !== '');
/** One first name, or those of several children: `Ana + Léo`. */
const FIRST_NAMES = /^[\p{L}'’-]+(\s*([+&/]|\bet\b)\s*[\p{L}'’-]+)*$/u;

/** The surname of the adults, where they have one. */
function familySurname(known: readonly string[]): string | null {
  const [only, ...others] = new Set(known.map(plain));
  return only !== undefined && others.length === 0 ? known[0]! : null;
}

const isInCapitals = (text: string): boolean => text.split(' ').every(isShouted);

const wholeName = (cells: RowCells): string =>
  [cells('childSurnameFirst'), cells('childFirstNameFirst'), cells('childSurname'), cells('childFirstName')]
    .filter((cell) => cell !== '')
    .join(' ');

/** Beside "to be born" stands a surname alone, unless capitals tell a first name from it. */
function partWhole(text: string, context: { order: NameOrder; known: readonly string[] }, unborn: boolean): NameParts {
  const parted = unborn ? partCapitals(text) : partName(text, context);
  return parted ?? { surname: text === '' ? null : restoreCase(text), firstName: null };
}

/** What columns of the list answer, each to a question of the child's page. */
const readListed = (cells: RowCells, findings: Findings): YesNoAnswers<ChildQuestions> =>
  answeredBy(CHILD_QUESTIONS, (name) => {
    const column = CHILD_COLUMNS[name];
    if (column === undefined) return null;
    const text = cells(column);
    return column === 'handicap' ? readHandicap(text, findings) : findings.takeCell(`child.${name}`, text, readYesNo);
  });
const CHILD_COLUMNS = listColumns(CHILD_QUESTIONS);

/** `oui - AEEH` is a yes: what it says of health is not kept. */
function readHandicap(text: string, findings: Findings): boolean | null {
  const said = readYesNo(text);
  if (!saysHealth(text) || (said.ok && !said.value)) return findings.takeCell('child.adaptationNeed', text, readYesNo);
  findings.addProblem('child.adaptationNeed', '', 'health_detail_not_kept');
  return true;
}

/** What the remark says of an adaptation; its other words are kept for the desk. */
function readRemark(cells: RowCells, findings: Findings): boolean | null {
  const { adaptation, note, healthLeftOut } = readObservation(cells('observations'));
  if (note !== null) findings.notes.push(note);
  if (healthLeftOut) findings.addProblem('observations', '', 'health_detail_not_kept');
  return adaptation;
}
