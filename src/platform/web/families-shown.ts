import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ShownFamilies } from '../audit/index.js';

export const FAMILIES_SHOWN = 'marelle:families-shown';
type Facts = ShownFamilies['facts'];

export interface FamiliesShown {
  /** Under which name the journal keeps it. */
  readonly kind: string;
  /** The part of the address that says of what the list is, or which child is shown. */
  readonly of: string | null;
  /** Whether it is the page of one child. */
  readonly single: boolean;
  readonly count: (model: Record<string, unknown>) => number;
  readonly facts: (model: Record<string, unknown>) => Facts;
  /** Values of the address that narrow the list or say which page it is: codes, days and numbers. */
  readonly filter: readonly string[];
}

/** How many lines a table of a view has, or all tables of a list. A line that names several children is as many. */
function countRows(part: unknown): number {
  if (part === null || part === undefined) return 0;
  if (Array.isArray(part)) return part.reduce((sum: number, row) => sum + countRows(row), 0);
  const { rows, table } = part as { rows?: unknown; table?: unknown };
  if (Array.isArray(rows))
    return rows.reduce((sum: number, { children }: { children?: unknown }) => sum + countRows(children ?? 1), 0);
  return table === undefined ? 1 : countRows(table);
}

/** The part of a model with this name; of each of a list, where the name goes on after a dot. */
const partOf = (model: unknown, name: string): unknown =>
  name.split('.').reduce((part: unknown, key) => {
    if (Array.isArray(part)) return part.map((row: Record<string, unknown>) => row[key]);
    return (part as Record<string, unknown> | undefined)?.[key];
  }, model);

/**
 * A page that shows several families: a list, a search, what was found. The journal says who saw it, how many families it
 * showed and which ones were asked for, before it is shown (docs/decisions/0102).
 * @param parts of the model of the view: the tables and lists whose lines are families
 */
export const ListsFamilies = <Model>(
  kind: string,
  parts: readonly string[],
  {
    of,
    filter = [],
    facts = () => ({}),
  }: { of?: string; filter?: readonly string[]; facts?: (model: Model) => Facts } = {},
): MethodDecorator & ClassDecorator =>
  SetMetadata(FAMILIES_SHOWN, {
    kind,
    of: of ?? null,
    single: false,
    count: (model) => countRows(parts.map((part) => partOf(model, part))),
    facts,
    filter,
  } as FamiliesShown);

/** The page of one child that is found by something else than its request. @param of the part of the address that names it */
export const ShowsFamily = (kind: string, of: string): MethodDecorator & ClassDecorator =>
  SetMetadata(FAMILIES_SHOWN, {
    kind,
    of,
    single: true,
    count: () => 1,
    facts: () => ({}),
    filter: [],
  } satisfies FamiliesShown);

/** What an address may hold of a code, a day, a number or the place in a list; never a name that somebody typed. */
const CODE = /^[\w.:~-]{1,80}$/;

/** What the journal keeps of a page that is about to be shown. */
export function familiesShown(
  { kind, of, single, count, facts, filter }: FamiliesShown,
  { params, query }: FastifyRequest,
  model: Record<string, unknown>,
): ShownFamilies {
  const asked = Object.entries(query as Record<string, unknown>).filter(
    (entry): entry is [string, string] =>
      filter.includes(entry[0]) && typeof entry[1] === 'string' && CODE.test(entry[1]),
  );
  return {
    subject: { kind, id: of === null ? 'all' : String((params as Record<string, unknown>)[of]).slice(0, 80) },
    single,
    facts: { ...Object.fromEntries(asked), ...facts(model), ...(single ? {} : { count: count(model) }) },
  };
}
