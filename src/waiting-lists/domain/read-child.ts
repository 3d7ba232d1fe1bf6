import type { Day } from '../../kernel/time.js';
import { readObservation, readYesNo } from './adaptation.js';
import { readBirthDate } from './dates.js';
import { EMPTY_CHILD, type ChildForm } from './dossier-words.js';
import type { Findings } from './findings.js';
import { partName, restoreCase, takeUnborn, type NameParts } from './names.js';
import type { RowCells } from './row-cells.js';

/**
 * The child of a row. A date after the import is a due date, whatever its column says. A child marked A NAITRE whose
 * due date is past has been born on an unknown day: its due date is kept and never turned into a birth date, its first
 * name and birth date are missing, and the desk calls the family. A surname alone beside a past date of birth is a
 * born child whose first name is missing.
 */
export function readChild(cells: RowCells, importedOn: Day, findings: Findings): ChildForm {
  const { surname, firstName, unborn } = readChildName(cells);
  const written = cells('birthDate');
  const date = findings.takeCell('child.birthDate', written, (text) => readBirthDate(text, importedOn));
  if (date?.approximate) findings.approximate.push('child.birthDate');
  const day = date?.day ?? null;
  const isDue = unborn || (day !== null && day > importedOn);
  const isOverdue = unborn && day !== null && day <= importedOn;

  if (isOverdue) findings.addProblem('child.dueDate', written, 'due_date_passed');
  if (isDue && !unborn && firstName !== null)
    findings.addProblem('child.birthDate', written, 'future_birth_read_as_due');
  findings.missingWhen(surname === null, 'child.surname');
  findings.missingWhen(firstName === null && (!isDue || isOverdue), 'child.firstName');
  findings.missingWhen(isOverdue || (day === null && !unborn), 'child.birthDate');
  findings.missingWhen(day === null && unborn, 'child.dueDate');

  return {
    ...EMPTY_CHILD,
    firstName,
    surname,
    birthDate: isDue ? null : day,
    dueDate: isDue ? day : null,
    adaptationNeed: readAdaptation(cells, findings),
  };
}

/** True when some cell names a child, were it by "to be born" alone beside a surname. */
export const namesAChild = (cells: RowCells): boolean => {
  const { surname, firstName } = readChildName(cells);
  return surname !== null || firstName !== null;
};

function readChildName(cells: RowCells): NameParts & { unborn: boolean } {
  const surnameFirst = takeUnborn(cells('childSurnameFirst'));
  const firstNameFirst = takeUnborn(cells('childFirstNameFirst'));
  const surname = takeUnborn(cells('childSurname'));
  const firstName = takeUnborn(cells('childFirstName'));
  const parted =
    surnameFirst.rest !== ''
      ? partName(surnameFirst.rest, 'surnameFirst')
      : partName(firstNameFirst.rest, 'firstNameFirst');
  return {
    surname: surname.rest === '' ? parted.surname : restoreCase(surname.rest),
    firstName: firstName.rest === '' ? parted.firstName : restoreCase(firstName.rest),
    unborn: [surnameFirst, firstNameFirst, surname, firstName].some((cell) => cell.unborn),
  };
}

function readAdaptation(cells: RowCells, findings: Findings): boolean | null {
  const declared = findings.takeCell('child.adaptationNeed', cells('handicap'), readYesNo);
  const observation = readObservation(cells('observations'));
  if (observation.note !== null) findings.notes.push(observation.note);
  if (observation.healthLeftOut) findings.addProblem('observations', '', 'health_detail_not_kept');
  return declared === true || observation.adaptationNeed === true ? true : (declared ?? observation.adaptationNeed);
}
