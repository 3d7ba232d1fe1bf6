import type { Id } from '../../../foundation/kernel/ids.js';
import { siblingSaid } from './dossier-form.js';
import type { FactKind, FactValues, RecordedFact } from './known-facts.js';
import { keyOf } from './known-facts.js';
import { isSameAnswer } from './proposed-changes/apply-answer.js';
import {
  ADULT_FIELDS,
  CHILD_FIELDS,
  CONSENT_FIELDS,
  HOUSEHOLD_FIELDS,
  NEED_FIELDS,
  type FieldCode,
} from './proposed-changes/fields.js';
import { answersIn } from './withheld.js';

/** One answer that a writing changed: what was held, and what has been held since. Null is no answer. */
export interface AnswerChange {
  readonly field: FieldCode;
  readonly before: unknown;
  readonly after: unknown;
}

type Recorded = RecordedFact & { readonly writing: Id | null };
/** The answers that a fact holds, by field. */
type Answers = ReadonlyMap<FieldCode, unknown>;

const PERSON = ['name', 'phone', 'email', 'parentalAuthority', 'preferredChannel'] as const;
const SITUATION = ['situation', 'workplaceCommune', 'weeklyHours', 'atypicalHours'] as const;

function answersOf(
  prefix: string,
  fields: Readonly<Record<string, readonly string[]>>,
  held: object,
): [FieldCode, unknown][] {
  return Object.entries(fields).map(([name, names]) => {
    const parts = answersIn(held, names);
    return [`${prefix}.${name}`, Object.values(parts).every((part) => part === null) ? null : parts];
  });
}
const only = (names: readonly (keyof typeof ADULT_FIELDS)[]): Record<string, readonly string[]> =>
  Object.fromEntries(names.map((name) => [name, ADULT_FIELDS[name]]));

/** How the answers of each kind of fact are named. Moves and solutions are no answers. */
const READ: { readonly [Kind in FactKind]?: (value: FactValues[Kind], part: string) => [FieldCode, unknown][] } = {
  person: (value, rank) => answersOf(`adult.${rank}`, only(PERSON), value),
  // The spelling of a town that is known by its code is no answer.
  residence: (value, rank) =>
    answersOf(`adult.${rank}`, only(['address']), value.communeCode ? { ...value, communeName: null } : value),
  adult: (value, rank) => answersOf(`adult.${rank}`, only(SITUATION), value),
  family: ({ household, criterionFacts }) => [
    ...answersOf('household', HOUSEHOLD_FIELDS, household),
    ...Object.entries(criterionFacts).map(([code, said]): [FieldCode, unknown] => [`fact.${code}`, said]),
  ],
  agreements: ({ consents, language }) => [...answersOf('consents', CONSENT_FIELDS, consents), ['language', language]],
  child: (value) => answersOf('child', CHILD_FIELDS, { ...value, siblingReceived: siblingSaid(value) }),
  need: (value) => answersOf('need', NEED_FIELDS, value),
  wishes: ({ wishes }) => [['wishes', wishes.length === 0 ? null : wishes]],
};

function read({ kind, part, value }: Recorded): Answers {
  const reading = READ[kind] as ((value: object, part: string) => [FieldCode, unknown][]) | undefined;
  return new Map(value === null ? [] : (reading?.(value, part) ?? []));
}

/**
 * What each writing of answers changed, field by field, read from the facts that it recorded and those before it.
 * @param records about a family and its requests, in the order in which they were recorded
 */
export function changesByWriting(records: readonly Recorded[]): ReadonlyMap<Id, AnswerChange[]> {
  const held = new Map<string, Answers>();
  const changes = new Map<Id, AnswerChange[]>();
  for (const record of records) {
    const [before, after] = [held.get(keyOf(record)), read(record)];
    held.set(keyOf(record), after);
    if (record.writing === null) continue;
    const found = [...new Set([...(before?.keys() ?? []), ...after.keys()])]
      .map((field) => ({ field, before: before?.get(field) ?? null, after: after.get(field) ?? null }))
      .filter((change) => !isSameAnswer(change.before, change.after));
    changes.set(record.writing, [...(changes.get(record.writing) ?? []), ...found]);
  }
  return changes;
}
