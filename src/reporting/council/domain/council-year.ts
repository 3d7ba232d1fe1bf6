import { shownCounts } from '../../../foundation/kernel/small-counts.js';
import { shownTable } from '../../../foundation/kernel/small-tables.js';
import type { FigureRow, PublishedCounts } from '../../reporting/index.js';
import type { Day } from '../../../foundation/kernel/time.js';

/** A count as it leaves the desk: null when it is small, or would tell a small one. */
export type Shown = number | null;

/** What is told of one commune and twelve months. */
export interface CouncilYear {
  /** The first and the last day of the twelve months. */
  readonly from: Day;
  readonly to: Day;
  /** Families by status on the evening of the last day, as the published files tell them. */
  readonly families: PublishedCounts;
  /** Requests received in the twelve months. */
  readonly received: Shown;
  /** First solutions in the twelve months, by rank of the wish that they answer, and their sum. */
  readonly obtained: Readonly<Record<string, Shown>>;
  readonly solutions: Shown;
}

/** Where a commune stands in the tables of all of them, on which the same rule decides for everybody. */
export interface CouncilTables {
  /** Every commune, then `''` for outside the territory: an order that does not depend on what was counted. */
  readonly communes: readonly string[];
  readonly wishes: readonly string[];
  readonly received: readonly FigureRow[];
  readonly wish: readonly FigureRow[];
}

/** Requests received and wishes obtained in one commune, hidden as in the table of all communes. */
export function shownAsked(
  { communes, wishes, received, wish }: CouncilTables,
  commune: string,
): Pick<CouncilYear, 'received' | 'obtained' | 'solutions'> {
  const at = communes.indexOf(commune);
  const of = (rows: readonly FigureRow[], member: string): FigureRow['counts'] =>
    rows.find((row) => row.member === member)?.counts ?? {};
  const counts = shownCounts(
    communes.map((code) => Object.values(of(received, code)).reduce((sum, count) => sum + count, 0)),
  ).counts;
  const { cells, rows } = shownTable(communes.map((code) => wishes.map((rank) => of(wish, code)[rank] ?? 0)));
  return {
    received: counts[at] ?? null,
    obtained: Object.fromEntries(wishes.map((rank, index) => [rank, cells[at]?.[index] ?? null])),
    solutions: rows[at] ?? null,
  };
}

/** What changed from one year to the next; null where one of them is not told. */
export const changeOf = (now: Shown, before: Shown | undefined): Shown =>
  now === null || before === null || before === undefined ? null : now - before;
