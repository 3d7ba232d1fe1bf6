import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Figure } from '../domain/tallies.js';
import type { Dimension } from '../domain/figure-tables.js';
import type { FigureChange } from '../domain/figure-changes.js';
import type { Kept, KeptPeriods } from '../domain/kept-periods.js';
import { DayFigure, MonthFigure, YearFigure } from './reporting.entities.js';

/** What is read of the figures: some figures by one dimension, in periods from one to another, both included. */
interface FiguresWanted {
  readonly kept: Kept;
  readonly figures: readonly Figure[];
  readonly dimension: Dimension;
  readonly from: string;
  readonly to: string;
}

const TABLES = { day: DayFigure, month: MonthFigure, year: YearFigure } satisfies Record<Kept, unknown>;

/** The changes of each period. */
export function listChanges(from: Reader, wanted: FiguresWanted): Promise<FigureChange[]> {
  const figures = listOf('figure', wanted.figures);
  return from.sql<FigureChange>(
    `SELECT figure, dimension, period, member, category, change FROM ${wanted.kept}_figure
     WHERE figure IN (${figures.sql}) AND dimension = :dimension AND period >= :from AND period <= :to AND change <> 0`,
    { ...figures.parameters, dimension: wanted.dimension, from: wanted.from, to: wanted.to },
  );
}

/**
 * What some figures come to by one dimension, as one change of each cell. All periods are read by one statement: what
 * is added and taken away again is then the same, whoever writes meanwhile. The categories of a member come as one
 * text, because delays have as many as there are numbers of days, and a row for each is slow to hand over.
 */
export async function sumChanges(
  from: Reader,
  { figures, dimension }: Pick<FiguresWanted, 'figures' | 'dimension'>,
  periods: readonly KeptPeriods[],
): Promise<Omit<FigureChange, 'period'>[]> {
  const asked = listOf('figure', figures);
  const parts = periods.map(
    ({ kept, sign }, index) =>
      `SELECT figure, member, category, ${sign === 1 ? '' : '-'}change AS change FROM ${kept}_figure
       WHERE figure IN (${asked.sql}) AND dimension = :dimension AND period >= :from${index} AND period <= :to${index}`,
  );
  const bounds = periods.flatMap(({ from: first, to }, index) => [
    [`from${index}`, first],
    [`to${index}`, to],
  ]);
  const lines = await from.sql<{ figure: Figure; member: string; changes: string }>(
    `SELECT figure, member, STRING_AGG(change || ' ' || category, '\n') AS changes
     FROM (${parts.join(' UNION ALL ')}) AS part GROUP BY figure, member`,
    { ...asked.parameters, dimension, ...Object.fromEntries(bounds) },
  );
  return lines.flatMap(({ figure, member, changes }) =>
    [...sumsOf(changes)].flatMap(([category, change]) =>
      change === 0 ? [] : [{ figure, dimension, member, category, change }],
    ),
  );
}

/** @param changes a change, a space and its category, on each line */
function sumsOf(changes: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of changes.split('\n')) {
    const end = line.indexOf(' ');
    const category = line.slice(end + 1);
    sums.set(category, (sums.get(category) ?? 0) + Number(line.slice(0, end)));
  }
  return sums;
}

/** Adds changes to what is kept of their days, months or years. */
export async function addChanges(tx: Tx, kept: Kept, changes: readonly FigureChange[]): Promise<void> {
  await tx.insertOr(
    TABLES[kept],
    changes,
    `ON CONFLICT (figure, dimension, period, member, category) DO UPDATE SET change = ${kept}_figure.change + excluded.change`,
  );
}
