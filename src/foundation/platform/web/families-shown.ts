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
  /** What tells each line of the list from the others: the family that it names, where it names one. */
  readonly lines: (model: Record<string, unknown>) => readonly string[];
  /** Whether the lines name families. */
  readonly named: boolean;
  readonly facts: (model: Record<string, unknown>) => Facts;
  /** Values of the address that narrow the list or say which page it is: codes, days and numbers. */
  readonly filter: readonly string[];
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The id that the path of an address ends with, of what it leads to. */
const idIn = (href: unknown): string[] =>
  typeof href === 'string' ? (href.split(/[?#]/)[0]!.match(ID)?.slice(-1) ?? []) : [];

/** The addresses of a line, or of one of its cells. */
const addressesIn = (part: unknown): string[] => {
  if (part === null || typeof part !== 'object') return [];
  const { href, cells, links } = part as { href?: unknown; cells?: unknown; links?: unknown };
  const inside = [Array.isArray(part) ? part : [], cells ?? [], links ?? []].flat() as unknown[];
  return [...idIn(href), ...inside.flatMap(addressesIn)];
};

/**
 * What names the families of a line: what it says itself (`families`), else what its addresses lead to. A line that
 * leads nowhere is named by its words, so that it counts all the same.
 */
function familiesOfLine(line: unknown): string[] {
  const { families } = line as { families?: readonly string[] };
  if (families) return [...families];
  const led = addressesIn(line);
  return led.length > 0 ? led : [JSON.stringify(line)];
}

/** What names the families in a table of a view, or in all tables of a list. */
function familiesIn(part: unknown): string[] {
  if (part === null || part === undefined) return [];
  if (Array.isArray(part)) return part.flatMap(familiesIn);
  const { rows, table } = part as { rows?: unknown; table?: unknown };
  if (Array.isArray(rows))
    return rows.flatMap((row: { readonly children?: readonly unknown[] }) =>
      (row.children ?? [row]).flatMap(familiesOfLine),
    );
  return table === undefined ? familiesOfLine(part) : familiesIn(table);
}

/** The part of a model with this name; of each of a list, where the name goes on after a dot. */
const partOf = (model: unknown, name: string): unknown =>
  name.split('.').reduce((part: unknown, key) => {
    if (Array.isArray(part)) return part.map((row: Record<string, unknown>) => row[key]);
    return (part as Record<string, unknown> | undefined)?.[key];
  }, model);

/**
 * A page that shows several families: a list, a search, what was found. The journal says who saw it, how many families it
 * showed and which ones were asked for, before it is shown, and each family counts (docs/decisions/0163).
 * @param parts of the model of the view: the tables and lists whose lines are families
 * @param named false where a line has no more of a family than the number of its dossier, which opens nothing
 */
export const ListsFamilies = <Model>(
  kind: string,
  parts: readonly string[],
  {
    of,
    filter = [],
    facts = () => ({}),
    named = true,
  }: { of?: string; filter?: readonly string[]; facts?: (model: Model) => Facts; named?: boolean } = {},
): MethodDecorator & ClassDecorator =>
  SetMetadata(FAMILIES_SHOWN, {
    kind,
    of: of ?? null,
    single: false,
    lines: (model) => [...new Set(familiesIn(parts.map((part) => partOf(model, part))))],
    named,
    facts,
    filter,
  } as FamiliesShown);

/** The page of one child that is found by something else than its request. @param of the part of the address that names it */
export const ShowsFamily = (kind: string, of: string): MethodDecorator & ClassDecorator =>
  SetMetadata(FAMILIES_SHOWN, {
    kind,
    of,
    single: true,
    lines: () => [],
    named: false,
    facts: () => ({}),
    filter: [],
  } satisfies FamiliesShown);

/** What an address may hold of a code, a day, a number or the place in a list; never a name that somebody typed. */
const CODE = /^[\w.:~-]{1,80}$/;

/** What the journal keeps of a page that is about to be shown. */
export function familiesShown(
  { kind, of, single, lines: linesOf, named, facts, filter }: FamiliesShown,
  { params, query }: FastifyRequest,
  model: Record<string, unknown>,
): ShownFamilies {
  const asked = Object.entries(query as Record<string, unknown>).filter(
    (entry): entry is [string, string] =>
      filter.includes(entry[0]) && typeof entry[1] === 'string' && CODE.test(entry[1]),
  );
  const lines = linesOf(model);
  return {
    subject: { kind, id: of === null ? 'all' : String((params as Record<string, unknown>)[of]).slice(0, 80) },
    single,
    families: named ? lines : [],
    facts: { ...Object.fromEntries(asked), ...facts(model), ...(single ? {} : { count: lines.length }) },
  };
}
