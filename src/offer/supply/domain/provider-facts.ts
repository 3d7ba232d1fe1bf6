import type { Day } from '../../../foundation/kernel/time.js';

export const PROVIDER_ACTS = [
  'create',
  'identity',
  'contact',
  'words',
  'hours',
  'closings',
  'section_add',
  'section_ages',
  'section_name',
  'section_close',
  'section_reopen',
  'places',
  'reserved',
  'overbooking',
  'paths',
  'childminder',
  'availability',
  'close',
  'reopen',
  'take_back',
] as const;
export type ProviderAct = (typeof PROVIDER_ACTS)[number];

/** What was written, and what stood there before. */
export type ChangedFacts = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

/** A change that is dated later than the row that it changes. */
export interface ChangeToCome {
  readonly from: Day;
  readonly facts: ChangedFacts;
}

/** The facts of a row on a day: what it says, and the changes to come that have come by then, the first dated first. */
export function factsOn<Row extends object>(row: Row, toCome: readonly ChangeToCome[], day: Day): Row {
  const come = toCome.filter(({ from }) => from <= day);
  return come.length === 0 ? row : Object.assign({ ...row }, ...come.map(({ facts }) => afterOf(facts)));
}

/** The facts that a change writes. */
export const afterOf = (facts: ChangedFacts): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).map(([name, { after }]) => [name, after]));

/** The facts of a change the other way round, as the history tells that it was taken back. */
export const undoneFacts = (facts: ChangedFacts): ChangedFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, { before, after }]) => [name, { before: after, after: before }]),
  );

/** Which of the facts wanted differ from those that stand, with both values. */
export function changedFacts<Row extends object>(row: Row, wanted: Partial<Row>): ChangedFacts {
  const changed = Object.entries(wanted).filter(
    ([name, after]) => JSON.stringify(after ?? null) !== JSON.stringify(row[name as keyof Row] ?? null),
  );
  return Object.fromEntries(
    changed.map(([name, after]) => [name, { before: row[name as keyof Row] ?? null, after: after ?? null }]),
  );
}
