import { FIELDS, isAlike, type Agreement, type Compared, type Field } from './agreement.js';
import type { ChildIdentity } from './child-identity.js';
import { compareBirths } from './compare-dates.js';
import { compareEmails, comparePhones, sharesContact } from './compare-contacts.js';
import { compareAdults, compareFullNames, compareNames, type NamesCompared } from './compare-names.js';
import { normaliseName } from './normalise-name.js';
import { soundOf } from './sound.js';
import { POSSIBLE_FROM, PROBABLE_FROM, WEIGHTS } from './weights.js';

/**
 * `certain` pairs are joined automatically. `probable` and `possible` ones are for a person, the probable ones first.
 */
export type Level = 'certain' | 'probable' | 'possible' | 'none';

export interface Comparison {
  readonly level: Level;
  /** In bits (weights.ts). The likeliest pairs come first. */
  readonly score: number;
  /** Every field, in the order of FIELDS. */
  readonly agreements: readonly Agreement[];
}

type Answers = Readonly<Record<Field, Compared>>;

/**
 * Says whether two requests are about one child, and why. The order of the two does not matter, and more agreement
 * never lowers the score.
 */
export function compareChildren(a: ChildIdentity, b: ChildIdentity): Comparison {
  return compareTheRest(a, b, compareFullNames(a, b));
}

/**
 * A faster compareChildren for the many pairs that an index brings together. It returns null, for `none`, as soon as
 * the names differ so much that nothing else could make up for it.
 */
export function likelinessOf(a: ChildIdentity, b: ChildIdentity): Comparison | null {
  const names = compareFullNames(a, b);
  if (weightOf(names, 'surname') + weightOf(names, 'firstName') + MOST_BESIDE_NAMES < POSSIBLE_FROM) return null;
  const compared = compareTheRest(a, b, names);
  return compared.level === 'none' ? null : compared;
}

/**
 * Certain (domain.md §4): a surname and a contact agree, and so does either the birth date with a given first name, or
 * the due date of a child whose family answered that it is one alone.
 */
export const isCertainlyOne = (a: ChildIdentity, b: ChildIdentity): boolean =>
  sharesContact(a, b) &&
  compareNames(a.surname, b.surname).likeness === 'same' &&
  (isSameBorn(a, b) || isSameExpected(a, b));

const isSameBorn = (a: ChildIdentity, b: ChildIdentity): boolean =>
  a.birthDate !== null && a.birthDate === b.birthDate && compareNames(a.firstName, b.firstName).likeness === 'same';

/**
 * Unborn twins agree in everything, and one of them may have its first name before the other. Unless both sides
 * answered that one child is expected, and name it alike or not at all, a person is asked: what is unknown is never
 * equal.
 */
const isSameExpected = (a: ChildIdentity, b: ChildIdentity): boolean =>
  a.birthDate === null &&
  b.birthDate === null &&
  a.dueDate !== null &&
  a.dueDate === b.dueDate &&
  a.multipleBirth === false &&
  b.multipleBirth === false &&
  isUnnamed(a) === isUnnamed(b) &&
  (isUnnamed(a) || compareNames(a.firstName, b.firstName).likeness === 'same');

const isUnnamed = ({ firstName }: ChildIdentity): boolean => normaliseName(firstName ?? '') === '';

function compareTheRest(a: ChildIdentity, b: ChildIdentity, names: NamesCompared): Comparison {
  const answers: Answers = {
    ...names,
    birth: compareBirths(a, b),
    phone: comparePhones(a, b),
    email: compareEmails(a, b),
    adult: compareAdults(a, b),
  };
  const score = scoreOf(answers);
  return {
    level: levelOf(a, b, answers, score),
    score,
    agreements: FIELDS.map((field) => ({ field, ...answers[field] })),
  };
}

const most = (field: Field): number => Math.max(...Object.values(WEIGHTS[field]));
const MOST_BESIDE_NAMES = most('birth') + Math.max(most('phone'), most('email')) + most('adult');

const weightOf = <Of extends Field>(answers: Pick<Answers, Of>, field: Of): number =>
  WEIGHTS[field][answers[field].likeness];

const scoreOf = (answers: Answers): number =>
  weightOf(answers, 'surname') +
  weightOf(answers, 'firstName') +
  weightOf(answers, 'birth') +
  contactWeight(answers) +
  weightOf(answers, 'adult');

/** Phone and mail count once, by whichever says most: a family that shares a phone usually shares a mail too. */
function contactWeight(answers: Answers): number {
  const said = (['phone', 'email'] as const).filter((field) => answers[field].likeness !== 'unknown');
  return said.length === 0 ? 0 : Math.max(...said.map((field) => weightOf(answers, field)));
}

function levelOf(a: ChildIdentity, b: ChildIdentity, answers: Answers, score: number): Level {
  const isSame = (field: Field): boolean => answers[field].likeness === 'same';
  if (isCertainlyOne(a, b)) return 'certain';
  if (score < POSSIBLE_FROM || !canBeFound(a, b, answers)) return 'none';
  // Twins agree in everything while one has no name, and their names may differ as little as Louis and Louise.
  const named = a.multipleBirth || b.multipleBirth ? isSame('firstName') : isAlike(answers.firstName);
  return named && score >= PROBABLE_FROM ? 'probable' : 'possible';
}

/**
 * Whether the index can find the pair (blocking-keys.ts). A pair that only resembles, with an error in every field,
 * shares no key; a person would not believe it either.
 */
function canBeFound(a: ChildIdentity, b: ChildIdentity, answers: Answers): boolean {
  const keyed = (['surname', 'firstName', 'birth', 'phone', 'email'] as const).map((field) => answers[field]);
  return keyed.some(({ likeness, how }) => likeness === 'same' || how === 'swapped') || soundAlike(a, b);
}

function soundAlike(a: ChildIdentity, b: ChildIdentity): boolean {
  const [left, right] = [a, b].map(({ surname, firstName }) => [soundOf(surname ?? ''), soundOf(firstName ?? '')]);
  return left!.every((sound, index) => sound !== '' && sound === right![index]);
}
