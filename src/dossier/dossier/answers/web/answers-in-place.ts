import { fieldsOf, type FieldError } from '../../../../foundation/platform/web/index.js';
import { CHILD_QUESTIONS } from '../../domain/child-questions.js';
import { ASKED_FACTS } from '../../domain/asked-facts.js';
import { lacks, withAskedAdult } from '../../domain/completeness.js';
import type { DossierForm } from '../../domain/dossier-form.js';
import { WAITS } from '../../domain/open-questions.js';
import { yesNoNames } from '../../domain/questions.js';
import { readPage } from './read-page.js';
import type { DraftPageForm } from './topics/draft-page.form.js';
import { topicAt } from './topics/topics.js';
import type { Desk, Topic, Values } from './topics/topic.js';

/** How one field of a page of questions is shown away from its page. `items`: the name of its choices. */
export type FieldInPlace =
  | { readonly kind: 'text' | 'phone' | 'email' | 'number' | 'day' | 'week'; readonly field: string }
  | { readonly kind: 'yesNo'; readonly field: string }
  | { readonly kind: 'choice'; readonly field: string; readonly items: string; readonly withholdable: boolean };

/** A missing answer that is given where it is named, with the page of questions to which it belongs. */
export interface AnswerInPlace {
  /** What the desk may ask for (`ASKABLE`). */
  readonly code: string;
  readonly path: string;
  /** From 0: of an adult. */
  readonly index: number;
  readonly fields: readonly FieldInPlace[];
}

type Place = Pick<AnswerInPlace, 'path' | 'fields'> & { readonly ofAdults?: true };

const choice = (field: string, items: string, withholdable = true): FieldInPlace => ({
  kind: 'choice',
  field,
  items,
  withholdable,
});
const on = (path: string, ...fields: FieldInPlace[]): Place => ({ path, fields });

/**
 * What can be answered by itself. The commune is not here, because another one may move the family to another desk, and
 * its page says so first; nor is whatever opens a page of its own: another parent, a twin, the wishes.
 */
const IN_PLACE: Readonly<Record<string, Place>> = {
  'child.surname': on('enfant', { kind: 'text', field: 'surname' }),
  'child.birthDate': on('enfant', { kind: 'day', field: 'birth' }),
  'child.firstName': on('enfant', { kind: 'text', field: 'firstName' }),
  'adult.surname': on('responsable', { kind: 'text', field: 'surname' }),
  'adult.contact': on('responsable', { kind: 'phone', field: 'phone' }, { kind: 'email', field: 'email' }),
  'household.loneParent': on('foyer', { kind: 'yesNo', field: 'loneParent' }),
  'adult.situation': { ...on('responsable', choice('situation', 'situations')), ofAdults: true },
  'adult.returnsOn': { ...on('responsable', { kind: 'day', field: 'returnsOn' }), ofAdults: true },
  'need.kind': on('besoin', choice('kind', 'kinds')),
  'need.wantedFrom': on('besoin', { kind: 'day', field: 'wantedFrom' }),
  'need.week': on('besoin', { kind: 'week', field: 'week' }),
  'points.familyQuotient': on('foyer', { kind: 'number', field: 'familyQuotient' }),
  'points.currentCare': on('besoin', choice('currentCare', 'currentCares')),
  [WAITS]: on('besoin', choice('latest', 'monthsToWait', false)),
  ...Object.fromEntries(
    yesNoNames(CHILD_QUESTIONS).map((name) => [`points.${name}`, on('enfant', { kind: 'yesNo', field: name })]),
  ),
  ...Object.fromEntries(ASKED_FACTS.map((code) => [`points.${code}`, on('points', { kind: 'yesNo', field: code })])),
};

/** Those of some missing answers that can be given in place: one for each adult who lacks it. */
export function answersInPlace(codes: readonly string[], { adults }: Pick<DossierForm, 'adults'>): AnswerInPlace[] {
  return codes.flatMap((code): AnswerInPlace[] => {
    const place = IN_PLACE[code];
    if (!place) return [];
    const { path, fields } = place;
    if (!place.ofAdults) return [{ code, path, index: 0, fields }];
    const lacking = adults.flatMap((adult, index) => (lacks(adult, code) ? [index] : []));
    return (lacking.length > 0 ? lacking : [0]).map((index) => ({ code, path, index, fields }));
  });
}

/** All that can ever be given in place, of each adult: what was missing when a form was shown may be there by now. */
export const everyAnswerInPlace = ({ adults }: Pick<DossierForm, 'adults'>): AnswerInPlace[] =>
  Object.entries(IN_PLACE).flatMap(([code, { path, fields, ofAdults }]) =>
    (ofAdults ? [...adults.keys()] : [0]).map((index) => ({ code, path, index, fields })),
  );

/** The names of the inputs of an answer. */
export const namesInPlace = (answer: AnswerInPlace): string[] =>
  answer.fields.flatMap((field) => inputsOf(field).map((input) => `${prefixOf(answer)}${input}`));

/** The beginning of the names of the fields of one page, among those of others. */
export const prefixOf = ({ path, index }: Pick<AnswerInPlace, 'path' | 'index'>): string => `${path}${index + 1}-`;

/** What the fields of missing answers show: the days that a list ticked. */
export function shownInPlace(answers: readonly AnswerInPlace[], form: DossierForm): Values {
  return Object.fromEntries(
    answers
      .filter(({ fields }) => fields.some(({ kind }) => kind === 'week'))
      .flatMap((answer) => {
        const { days } = pageOf(answer).values(form, answer.index, 'fr');
        return days === undefined ? [] : [[`${prefixOf(answer)}days`, days]];
      }),
  );
}

/** What was answered, page by page, and what cannot be taken as it was typed. */
export interface ReadInPlace {
  readonly errors: readonly FieldError[];
  /** The pages that were answered. */
  readonly pages: readonly { readonly path: string; readonly index: number }[];
  /** Writes the answers into a form in which they are missing. */
  readonly change: (form: DossierForm) => DossierForm;
}

/**
 * Reads missing answers that were given in place, each as its own page reads it beside what is held of that page. An
 * answer that is left empty is not given.
 * @param body what was sent, with the names of {@link prefixOf}
 */
export function readInPlace(
  answers: readonly AnswerInPlace[],
  body: Readonly<Record<string, unknown>>,
  desk: Desk,
  held: DossierForm,
): ReadInPlace {
  const errors: FieldError[] = [];
  const pages: { path: string; index: number; write: (form: DossierForm) => DossierForm }[] = [];
  const byPage = new Map(answers.map((answer) => [prefixOf(answer), answer]));
  let form = held;
  for (const [prefix, { path, index }] of byPage) {
    const topic = pageOf({ path });
    const given = givenOn(
      answers.filter((answer) => prefixOf(answer) === prefix),
      body,
    );
    if (Object.keys(given).length === 0) continue;
    const asked = path === 'responsable' ? withAskedAdult(form, index) : form;
    const typed = readPage(
      topic,
      { ...sent(topic, topic.values(asked, index, 'fr')), ...given, version: '0' },
      desk,
      index,
      asked,
    );
    if (!typed.ok) {
      errors.push(...typed.errors.map((error) => ({ ...error, field: `${prefix}${error.field}` })));
      continue;
    }
    const { value } = typed;
    const write = (to: DossierForm): DossierForm =>
      topic.apply(path === 'responsable' ? withAskedAdult(to, index) : to, index, value, desk);
    pages.push({ path, index, write });
    form = write(form);
  }
  return { errors, pages, change: (from) => pages.reduce((to, { write }) => write(to), from) };
}

const pageOf = ({ path }: Pick<AnswerInPlace, 'path'>): Topic<DraftPageForm> => topicAt(path) as Topic<DraftPageForm>;

/** The inputs of a field. */
function inputsOf({ kind, field }: FieldInPlace): string[] {
  if (kind === 'day') return ['Day', 'Month', 'Year'].map((part) => `${field}${part}`);
  if (kind !== 'week') return [field];
  const days = ['common', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  return ['days', ...days.flatMap((day) => [`${day}Start`, `${day}End`])];
}

/** What was typed on one page, by the names that its own form has. */
function givenOn(answers: readonly AnswerInPlace[], body: Readonly<Record<string, unknown>>): Values {
  const given = answers.flatMap((answer) =>
    answer.fields.flatMap((field) =>
      inputsOf(field).flatMap((input): [string, unknown][] => {
        const value = body[`${prefixOf(answer)}${input}`];
        return value === undefined || value === '' ? [] : [[input, value]];
      }),
    ),
  );
  const isBorn = given.some(([input]) => input.startsWith('birth'));
  return Object.fromEntries(isBorn ? [...given, ['born', 'born']] : given);
}

/** What a page shows, as its form would send it back. */
const sent = (topic: Topic<DraftPageForm>, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
      if (!fieldsOf(topic.page).has(name)) return [];
      if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']];
      if (name === 'days' || typeof value === 'string') return value === '' ? [] : [[name, value]];
      return typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );
