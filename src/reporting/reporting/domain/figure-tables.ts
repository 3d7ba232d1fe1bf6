import { STAGES, TO_ANSWER } from './stages.js';
import { FROM_LIST, type Figure, type Members } from './tallies.js';

/** What a table tells its rows apart by. `all`: nothing. */
export const DIMENSIONS = ['all', 'commune', 'loneParent', 'origin', 'age', 'provider'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * `level`: how many there are when a day ends. `flow`: what happened from a day to another, both included. `delay`: how
 * many of each number of days, from which median and ninth decile are read.
 */
export type Measure = 'level' | 'flow' | 'delay';

/** A table that exists. Its words are `reporting.counts.<counts>`, then `reporting.by.<dimension>`. */
export interface FigureTable {
  readonly id: string;
  readonly counts: string;
  readonly figures: readonly Figure[];
  readonly dimension: Dimension;
  readonly measure: Measure;
  /** Whether the open data of a quarter tell it. Published tables are few and fixed. */
  readonly published: boolean;
}

const tablesBy = (
  counts: string,
  measure: Measure,
  figures: readonly Figure[],
  dimensions: readonly Dimension[],
  published = true,
): FigureTable[] =>
  dimensions.map((dimension) => ({
    id: dimension === 'all' ? counts : `${counts}-by-${dimension}`,
    counts,
    figures,
    dimension,
    measure,
    published,
  }));

const DESK_ONLY = false;

/** The tables that are kept, and no others: not every pair of a figure and a dimension tells something. */
export const FIGURE_TABLES: readonly FigureTable[] = [
  ...tablesBy('status', 'level', ['status'], ['all', 'commune', 'loneParent']),
  ...tablesBy('because', 'level', ['because'], ['all', 'commune', 'loneParent']),
  ...tablesBy('refused', 'level', ['refused'], ['all', 'commune']),
  ...tablesBy('received', 'flow', ['received'], ['all', 'commune', 'loneParent', 'origin', 'age']),
  ...tablesBy('arrivals', 'flow', ['arrivals'], ['all', 'origin']),
  ...tablesBy('entered', 'flow', ['entered'], ['all', 'commune']),
  ...tablesBy('left', 'flow', ['left'], ['all', 'commune']),
  ...tablesBy(
    'stages',
    'delay',
    STAGES.map((stage): Figure => `stage.${stage}`),
    ['all', 'commune'],
  ),
  ...tablesBy(
    'active',
    'delay',
    STAGES.map((stage): Figure => `active.${stage}`),
    ['all', 'commune'],
    DESK_ONLY,
  ),
  ...tablesBy(
    'stages',
    'delay',
    STAGES.map((stage): Figure => `stage.${stage}`),
    ['origin'],
    DESK_ONLY,
  ),
  ...tablesBy('answer', 'delay', [`stage.${TO_ANSWER}`], ['all', 'commune', 'origin'], DESK_ONLY),
  ...tablesBy('activeAnswer', 'delay', [`active.${TO_ANSWER}`], ['all'], DESK_ONLY),
  ...tablesBy('wish', 'flow', ['wish'], ['all', 'commune', 'loneParent', 'age']),
  ...tablesBy('mode', 'flow', ['mode'], ['all']),
  ...tablesBy('offers', 'flow', ['offers'], ['all', 'provider']),
  ...tablesBy('declined', 'flow', ['declined'], ['all', 'provider']),
  ...tablesBy('refusals', 'flow', ['refusals'], ['all', 'commune'], DESK_ONLY),
];

/** @throws Error for a table that is none of them */
export function tableOf(id: FigureTable['id']): FigureTable {
  const table = FIGURE_TABLES.find((kept) => kept.id === id);
  if (!table) throw new Error(`Unknown table ${id}`);
  return table;
}

const DIMENSIONS_OF = new Map<Figure, readonly Dimension[]>(
  FIGURE_TABLES.flatMap(({ figures }) => figures).map((figure) => [
    figure,
    FIGURE_TABLES.filter(({ figures }) => figures.includes(figure)).map(({ dimension }) => dimension),
  ]),
);

/** One row of one table in which something changed, with the category that did. */
export interface Cell {
  readonly figure: Figure;
  readonly dimension: Dimension;
  /** The commune, the provider… `''` for `all`, and for what is not known. */
  readonly member: string;
  readonly category: string;
}

/** A delay that begins with the deposit. */
const isSinceDeposit = (figure: Figure): boolean => figure.includes('.submitted-');

/**
 * Where a change counts, in every table that its figure has. A list dates the deposit itself: what has gone by since then
 * is never mixed with what began here, and counts by origin alone (observatory.md, "Said apart").
 */
export const cellsOf = ({
  figure,
  key,
  members,
  moved,
}: {
  readonly figure: Figure;
  readonly key: string;
  readonly members: Members;
  readonly moved?: true;
}): Cell[] =>
  (DIMENSIONS_OF.get(figure) ?? [])
    .filter((dimension) => !moved || dimension === 'commune')
    .filter((dimension) => dimension === 'origin' || !isSinceDeposit(figure) || members.origin !== FROM_LIST)
    .map((dimension) => ({
      figure,
      dimension,
      member: dimension === 'all' ? '' : (members[dimension] ?? ''),
      category: key,
    }));
