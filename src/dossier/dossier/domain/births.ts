import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { ChildForm } from './dossier-form.js';
import { OPEN_STATES, type RequestState } from './request-states.js';

type Expected = Pick<ChildForm, 'birthDate' | 'dueDate'>;

/** States in which somebody still counts on the date of birth: a place is looked for, offered or to come. */
const STATES: readonly RequestState[] = [...OPEN_STATES, 'placed'];

/** Whether the family of an expected child may tell its birth, or correct what it told. */
export const mayTellBirth = ({ dueDate, state }: Pick<ChildForm, 'dueDate'> & { state: RequestState }): boolean =>
  dueDate !== null && STATES.includes(state);

/** Whether the child is still expected, as far as anybody told. */
export const isExpected = ({ birthDate, dueDate }: Expected): boolean => birthDate === null && dueDate !== null;

/** Days for which the answer that a child is not born yet stands. */
export const NOT_BORN_DAYS = 7;

/**
 * Whether a child should be born by now and nobody has said whether it is. No place is proposed to it meanwhile.
 * @param saidNotBorn the last day on which somebody said that it was not born yet
 */
export const isBirthUnknown = (child: Expected, saidNotBorn: Day | null, today: Day): boolean =>
  isExpected(child) && child.dueDate! < today && (saidNotBorn === null || addDays(saidNotBorn, NOT_BORN_DAYS) < today);

/** A child is born at most this many days before the date it was due (22 weeks), and this many after. */
const EARLIEST = 130;
const LATEST = 30;

/** The first and the last day on which a child who was due may be born. */
export const birthsAround = (dueDate: Day): readonly [Day, Day] => [
  addDays(dueDate, -EARLIEST),
  addDays(dueDate, LATEST),
];

/** Why a day cannot be that of the birth of a child who was due on another; null when it can. */
export function doubtBirth(birth: Day, dueDate: Day, today: Day): 'future' | 'far' | null {
  if (birth > today) return 'future';
  const [first, last] = birthsAround(dueDate);
  return birth < first || birth > last ? 'far' : null;
}

/**
 * The date on which a child was due, once its birth date is answered on a page that asks for one of the two. It is kept
 * where both may be of the same child, because it opens the dossier too (domain.md §11).
 */
export const keptDueDate = (dueDate: Day | null, birth: Day): Day | null =>
  dueDate !== null && doubtBirth(birth, dueDate, birth) === null ? dueDate : null;
