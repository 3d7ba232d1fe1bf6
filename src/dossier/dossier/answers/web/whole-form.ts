import { unknownFields, type FieldError } from '../../../../foundation/platform/web/index.js';
import { WEEKDAYS } from '../../../../foundation/kernel/week-schedule.js';
import { WISH_MODES, type DossierForm, type WishForm } from '../../domain/dossier-form.js';
import { prefixOf } from './answers-in-place.js';
import { readPage } from './read-page.js';
import type { DraftPageForm } from './topics/draft-page.form.js';
import { topicAt } from './topics/topics.js';
import { replaceAt, type Desk, type Topic, type Values } from './topics/topic.js';

/** The pages of questions that stand on one page, in its order. `voeux` has no topic: its wishes are read here. */
type Path = 'responsable' | 'foyer' | 'enfant' | 'besoin' | 'voeux' | 'points' | 'accords';

/** One page of questions among those that stand on one page. */
export interface FormPart {
  readonly path: Path;
  /** From 0. */
  readonly index: number;
  /** What the names of its fields begin with. */
  readonly at: string;
}

const OF_CHILD: readonly Path[] = ['enfant', 'besoin', 'voeux'];
const topicOf = (path: Path): Topic<DraftPageForm> => topicAt(path) as Topic<DraftPageForm>;
const partAt = (path: Path, index: number): FormPart => ({ path, index, at: prefixOf({ path, index }) });

/** All pages of questions of a form: of each adult, of the household, and all that is asked about each child together. */
export const partsOf = ({ adults, children }: Pick<DossierForm, 'adults' | 'children'>): FormPart[] => [
  ...adults.map((_, index) => partAt('responsable', index)),
  partAt('foyer', 0),
  ...children.flatMap((_, index) => OF_CHILD.map((path) => partAt(path, index))),
  partAt('points', 0),
  partAt('accords', 0),
];

/** From Monday to Friday: one box for five. */
const WORKDAYS = WEEKDAYS.slice(0, 5);

/** A wish as a choice of a list sends it: `e:ma-71306`, `m:childminder`, `m:childminder:71040`. */
export const wishValue = ({ mode, providerId, communeCode }: WishForm): string =>
  providerId ? `e:${providerId}` : ['m', mode, ...(communeCode ? [communeCode] : [])].join(':');

function readWish(value: string, { establishments, communes }: Desk): WishForm | null {
  const [kind, name = '', commune] = value.split(':');
  if (kind === 'e')
    return establishments.some(({ id }) => id === name)
      ? { mode: 'establishment', providerId: name, communeCode: null }
      : null;
  const mode = WISH_MODES.find((one) => one === name && one !== 'establishment');
  const isKnown = commune === undefined || communes.some(({ code }) => code === commune);
  return kind === 'm' && mode && isKnown ? { mode, providerId: null, communeCode: commune ?? null } : null;
}

/** The most wishes that one page takes for a child. */
const MOST_WISHES = 20;
const ranksOf = (at: string, body: Values): string[] =>
  Array.from({ length: MOST_WISHES }, (_, index) => `${at}${index + 1}`).filter((field) => body[field] !== undefined);

/** The wishes of a child, in the order of their lists; each once. */
function readWishes(at: string, body: Values, desk: Desk): { wishes: WishForm[]; errors: FieldError[] } {
  const sent = ranksOf(at, body).filter((field) => body[field] !== '');
  const read = sent.map((field) => ({ field, wish: readWish(String(body[field]), desk) }));
  const wishes = new Map(read.flatMap(({ wish }) => (wish ? [[wishValue(wish), wish]] : [])));
  return {
    wishes: [...wishes.values()],
    errors: read.flatMap(({ field, wish }) => (wish ? [] : [{ field, message: 'dossier.errors.wishUnknown' }])),
  };
}

/** What was typed on one page of questions, by the names that its own form has. */
function typedOn({ path, at }: FormPart, body: Values): Values {
  const own = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, unknown][] =>
      name.startsWith(at) ? [[name.slice(at.length), value]] : [],
    ),
  );
  if (path !== 'besoin' || own['workdays'] === undefined) return own;
  const { workdays: _box, ...typed } = own;
  const days = new Set([[typed['days'] ?? []].flat(), WORKDAYS].flat());
  return { ...typed, days: [...days] };
}

/** A whole form that was typed on one page. */
export interface ReadForm {
  /** With all that can be taken as it was typed. */
  readonly form: DossierForm;
  /** What cannot be, each with its part. */
  readonly errors: readonly (FieldError & { readonly part: FormPart | null })[];
}

/**
 * Reads a whole form that was typed on one page, each of its pages of questions as its own page reads it.
 * @param body without the buttons of the page
 */
export function readForm(body: Values, desk: Desk, held: DossierForm): ReadForm {
  const parts = partsOf(held);
  const errors: (FieldError & { part: FormPart | null })[] = unknownFields(
    Object.keys(body).filter((name) => !parts.some(({ at }) => name.startsWith(at))),
  ).map((error) => ({ ...error, part: null }));
  let form = held;
  for (const part of parts) {
    const { path, index, at } = part;
    if (path === 'voeux') {
      const read = readWishes(at, body, desk);
      errors.push(...read.errors.map((error) => ({ ...error, part })));
      form = { ...form, children: replaceAt(form.children, index, { ...form.children[index]!, wishes: read.wishes }) };
      continue;
    }
    const topic = topicOf(path);
    const typed = readPage(topic, { ...typedOn(part, body), version: '0' }, desk, index, form);
    if (typed.ok) form = topic.apply(form, index, typed.value, desk);
    else errors.push(...typed.errors.map((error) => ({ ...error, field: `${at}${error.field}`, part })));
  }
  return { form, errors };
}

/** What the fields of the page show of a form. */
export const shownForm = (form: DossierForm): Values =>
  Object.fromEntries(
    partsOf(form).flatMap((part): [string, unknown][] => {
      const { path, index, at } = part;
      const values =
        path === 'voeux'
          ? Object.fromEntries(form.children[index]!.wishes.map((wish, rank) => [String(rank + 1), wishValue(wish)]))
          : topicOf(path).values(form, index, 'fr');
      return Object.entries(values).map(([name, value]) => [`${at}${name}`, value]);
    }),
  );

/** `besoin/1#week` among the fields of one page: `besoin1-week`. */
export function fieldOnPage(path: string): string {
  const [, page, rank = '1', field] = /^(\w+)(?:\/(\d+))?(?:#(.+))?$/.exec(path) ?? [];
  return page === 'voeux' ? `${page}${rank}-1` : `${page}${rank}-${field ?? ''}`;
}
