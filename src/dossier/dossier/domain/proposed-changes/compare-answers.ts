import { WEEKDAYS, type WeekSchedule } from '../../../../foundation/kernel/week-schedule.js';
import { normaliseName } from '../duplicates/normalise-name.js';
import type { AdultForm, ChildForm, DossierForm, WishForm } from '../dossier-form.js';
import { ADULT_FIELDS, CHILD_FIELDS, CONSENT_FIELDS, HOUSEHOLD_FIELDS, NEED_FIELDS, type FieldCode } from './fields.js';
import { answersIn } from '../withheld.js';
import { matchAdults } from './match-adults.js';

/** One answer that was sent and differs from the stored one. */
export interface Difference {
  readonly field: FieldCode;
  /** The parts of the stored answer; null when there was none. */
  readonly held: unknown;
  /** The answer that would be stored once this one is taken. */
  readonly sent: unknown;
  /** `blank`: it fills what nobody had answered, and contradicts nothing. */
  readonly kind: 'blank' | 'contradiction';
}

type Parts = Readonly<Record<string, unknown>>;
type FamilyAnswers = Pick<DossierForm, 'adults' | 'household' | 'criterionFacts' | 'consents' | 'language'>;

const isAnswered = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
const WRITTEN_IN_WORDS = new Set([
  'firstName',
  'surname',
  'addressLine',
  'communeName',
  'workplaceCommune',
  'custodyWeeks',
]);

/** Whether two parts are the same, without regard to capitals and accents. */
function isSame(part: string, a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string' && WRITTEN_IN_WORDS.has(part))
    return normaliseName(a) === normaliseName(b);
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Ignores the spelling of a town that is known by its code. */
const placed = (parts: Parts): Parts => (isAnswered(parts['communeCode']) ? { ...parts, communeName: null } : parts);

/** Gives a week with hours its days and their number, so that it can be compared with an answer that only has these. */
function counted(parts: Parts): Parts {
  const week = parts['week'] as WeekSchedule | null | undefined;
  if (!week) return parts;
  const daysWanted = WEEKDAYS.filter((day) => week[day]);
  return { ...parts, daysPerWeek: daysWanted.length, daysWanted };
}

/**
 * Pairs of parts of which a form answers one: a child is born or expected, and a town has a code or a name. A child
 * whose birth was told later has both dates, and either of them agrees with its own.
 */
const EITHER = [
  ['birthDate', 'dueDate'],
  ['communeCode', 'communeName'],
] as const;

function isContradiction(names: readonly string[], known: Parts, given: Parts): boolean {
  const differs = names.some(
    (name) => isAnswered(known[name]) && isAnswered(given[name]) && !isSame(name, known[name], given[name]),
  );
  return (
    differs ||
    EITHER.some(
      ([first, other]) =>
        isAnswered(known[first]) !== isAnswered(known[other]) &&
        isAnswered(given[first]) !== isAnswered(given[other]) &&
        isAnswered(known[first]) === isAnswered(given[other]),
    )
  );
}

/** The stored parts, completed by sent parts where there was no answer. */
function added(names: readonly string[], held: Parts, sent: Parts): Parts {
  const all: Parts = Object.fromEntries(names.map((name) => [name, isAnswered(held[name]) ? held[name] : sent[name]]));
  return isAnswered(all['week']) ? { ...all, daysPerWeek: null, daysWanted: null } : all;
}

function compareParts(field: FieldCode, names: readonly string[], held: Parts, sent: Parts): Difference[] {
  const prepare = (parts: Parts): Parts =>
    names.includes('communeCode') ? placed(parts) : names.includes('week') ? counted(parts) : parts;
  const [before, after] = [answersIn(held, names), answersIn(sent, names)];
  const [known, given] = [prepare(before), prepare(after)];
  const contradicts = isContradiction(names, known, given);
  const adds = names.some((name) => isAnswered(given[name]) && !isAnswered(known[name]));
  if (!contradicts && !adds) return [];
  return [
    {
      field,
      held: names.every((name) => !isAnswered(before[name])) ? null : before,
      sent: contradicts ? after : added(names, before, after),
      kind: contradicts ? 'contradiction' : 'blank',
    },
  ];
}

const compareFields = (
  prefix: string,
  fields: Readonly<Record<string, readonly string[]>>,
  held: object,
  sent: object,
): Difference[] =>
  Object.entries(fields).flatMap(([name, parts]) =>
    compareParts(`${prefix}.${name}`, parts, held as Parts, sent as Parts),
  );

function compareAdults(held: readonly AdultForm[], sent: readonly AdultForm[]): Difference[] {
  const places = matchAdults(held, sent);
  return sent.flatMap((adult, index): Difference[] => {
    const place = places[index];
    if (place === null || place === undefined) return [];
    const known = held[place];
    if (!known) return [{ field: `adult.${place + 1}`, held: null, sent: adult, kind: 'blank' }];
    return compareFields(`adult.${place + 1}`, ADULT_FIELDS, known, adult);
  });
}

function compareFacts(held: FamilyAnswers['criterionFacts'], sent: FamilyAnswers['criterionFacts']): Difference[] {
  return Object.entries(sent)
    .filter(([code, said]) => held[code] !== said)
    .map(([code, said]) => ({
      field: `fact.${code}`,
      held: held[code] ?? null,
      sent: said,
      kind: held[code] === undefined ? 'blank' : 'contradiction',
    }));
}

/**
 * The differences between a later form and the stored answers of the whole family. An answer that was left out makes
 * no difference.
 */
export function compareFamilyAnswers(held: FamilyAnswers, sent: FamilyAnswers): Difference[] {
  return [
    ...compareAdults(held.adults, sent.adults),
    ...compareFields('household', HOUSEHOLD_FIELDS, held.household, sent.household),
    ...compareFields('consents', CONSENT_FIELDS, held.consents, sent.consents),
    ...compareFacts(held.criterionFacts, sent.criterionFacts),
    ...(sent.language !== null && sent.language !== held.language
      ? [
          {
            field: 'language',
            held: held.language,
            sent: sent.language,
            kind: held.language === null ? ('blank' as const) : ('contradiction' as const),
          },
        ]
      : []),
  ];
}

const sameWish = (a: WishForm, b: WishForm): boolean =>
  a.mode === b.mode && a.providerId === b.providerId && a.communeCode === b.communeCode;

/** New wishes come after the stored ones. No wish is taken away. */
function compareWishes(held: readonly WishForm[], sent: readonly WishForm[]): Difference[] {
  const missing = sent.filter((wish) => !held.some((known) => sameWish(known, wish)));
  return missing.length === 0
    ? []
    : [{ field: 'wishes', held: held.length === 0 ? null : held, sent: [...held, ...missing], kind: 'blank' }];
}

/** The differences between a later form and the stored answers of one child. */
export function compareChildAnswers(held: ChildForm, sent: ChildForm): Difference[] {
  return [
    ...compareFields('child', CHILD_FIELDS, held, sent),
    ...compareFields('need', NEED_FIELDS, held.need, sent.need),
    ...compareWishes(held.wishes, sent.wishes),
  ];
}
