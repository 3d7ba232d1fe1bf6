import type { Language } from '../../../../foundation/kernel/language.js';
import {
  EMPTY_ADULT,
  siblingSaid,
  type AdultForm,
  type ChildForm,
  type DossierForm,
  type FactAnswer,
  type WishForm,
} from '../dossier-form.js';
import { answersIn, withAnswers } from '../withheld.js';
import { ADULT_FIELDS, CHILD_FIELDS, CONSENT_FIELDS, HOUSEHOLD_FIELDS, NEED_FIELDS, type FieldCode } from './fields.js';

type Fields = Readonly<Record<string, readonly string[]>>;

const partsOf = (fields: Fields, name: string, value: unknown): Record<string, unknown> =>
  answersIn((value ?? {}) as object, fields[name] ?? []);

function applyToAdults(
  adults: readonly AdultForm[],
  rank: number,
  name: string | undefined,
  value: unknown,
): AdultForm[] {
  const index = rank - 1;
  // A second adult is taken back, so nobody is in that place any more.
  if (name === undefined && value === null) return adults.filter((_, place) => place !== index);
  const all = adults.length > index ? [...adults] : [...adults, EMPTY_ADULT];
  const adult =
    name === undefined ? (value as AdultForm) : withAnswers(all[index]!, partsOf(ADULT_FIELDS, name, value));
  return all.map((known, place) => (place === index ? adult : known));
}

function withoutFact(facts: DossierForm['criterionFacts'], code: string): DossierForm['criterionFacts'] {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== code));
}

/** The family's form with one answer taken. `null` removes the answer. Answers of children are left alone. */
export function applyToFamily(form: DossierForm, field: FieldCode, value: unknown): DossierForm {
  const [topic, second = '', third] = field.split('.');
  switch (topic) {
    case 'adult':
      return { ...form, adults: applyToAdults(form.adults, Number(second), third, value) };
    case 'household':
      return { ...form, household: withAnswers(form.household, partsOf(HOUSEHOLD_FIELDS, second, value)) };
    case 'consents':
      return { ...form, consents: { ...form.consents, ...partsOf(CONSENT_FIELDS, second, value) } };
    case 'fact':
      return {
        ...form,
        criterionFacts:
          value === null
            ? withoutFact(form.criterionFacts, second)
            : { ...form.criterionFacts, [second]: value as FactAnswer },
      };
    case 'language':
      return { ...form, language: value as Language | null };
    default:
      return form;
  }
}

/** Answers from before "no brother or sister" could be said, as they are held now. */
const withSibling = (child: ChildForm): ChildForm => ({ ...child, siblingReceived: siblingSaid(child) });

/** A child's answers with one answer taken. */
export function applyToChild(child: ChildForm, field: FieldCode, value: unknown): ChildForm {
  const [topic, name = ''] = field.split('.');
  switch (topic) {
    case 'child':
      return withSibling(withAnswers(child, partsOf(CHILD_FIELDS, name, value)));
    case 'need':
      return { ...child, need: withAnswers(child.need, partsOf(NEED_FIELDS, name, value)) };
    case 'wishes':
      return { ...child, wishes: [...((value as WishForm[] | null) ?? [])] };
    default:
      return child;
  }
}

/**
 * The stored answer after a proposed one is taken. Proposed wishes are added after the stored ones; any other answer
 * replaces the stored one.
 */
export function takenAnswer(field: FieldCode, held: unknown, proposed: unknown): unknown {
  if (field !== 'wishes') return proposed;
  const all = [...((held as WishForm[] | null) ?? [])];
  for (const wish of proposed as WishForm[]) if (!all.some((known) => isSameAnswer(known, wish))) all.push(wish);
  return all;
}

/** The stored answer in the shape of a proposed one; null when there is none. */
export function heldAnswer(form: DossierForm, child: ChildForm | null, field: FieldCode): unknown {
  const [topic, second = '', third] = field.split('.');
  const parts = (all: object | undefined, fields: Fields, name: string): unknown => {
    const found = answersIn(all ?? {}, fields[name] ?? []);
    return Object.values(found).every((part) => part === null) ? null : found;
  };
  switch (topic) {
    case 'adult': {
      const adult = form.adults[Number(second) - 1];
      return third === undefined ? (adult ?? null) : parts(adult, ADULT_FIELDS, third);
    }
    case 'household':
      return parts(form.household, HOUSEHOLD_FIELDS, second);
    case 'consents':
      return parts(form.consents, CONSENT_FIELDS, second);
    case 'fact':
      return form.criterionFacts[second] ?? null;
    case 'language':
      return form.language;
    case 'child':
      return parts(child ? withSibling(child) : {}, CHILD_FIELDS, second);
    case 'need':
      return parts(child?.need, NEED_FIELDS, second);
    case 'wishes':
      return child && child.wishes.length > 0 ? child.wishes : null;
    default:
      return null;
  }
}

/** Whether two answers are equal, whatever the order of their parts. A part that is absent is one without an answer. */
export function isSameAnswer(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .filter(([, field]) => field !== null && field !== undefined)
              .sort(([x], [y]) => (x < y ? -1 : 1))
              .map(([key, field]) => [key, sorted(field)]),
          )
        : value;
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
