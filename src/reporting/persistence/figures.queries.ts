import { listOf, type Reader, type Tx } from '../../platform/database/index.js';
import type { Figure } from '../domain/tallies.js';
import type { Dimension } from '../domain/figure-tables.js';
import type { FigureChange } from '../domain/figure-changes.js';
import { DayFigure, MonthFigure } from './reporting.entities.js';

/** What is read of the figures: some figures by one dimension, in periods from one to another, both included. */
export interface FiguresWanted {
  readonly figures: readonly Figure[];
  readonly dimension: Dimension;
  readonly from: string;
  readonly to: string;
}

type Kept = 'day' | 'month';

/** The changes of each period. */
export function listChanges(from: Reader | Tx, kept: Kept, wanted: FiguresWanted): Promise<FigureChange[]> {
  const figures = listOf('figure', wanted.figures);
  return from.sql<FigureChange>(
    `SELECT figure, dimension, period, member, category, change FROM ${kept}_figure
     WHERE figure IN (${figures.sql}) AND dimension = :dimension AND period >= :from AND period <= :to AND change <> 0`,
    { ...figures.parameters, dimension: wanted.dimension, from: wanted.from, to: wanted.to },
  );
}

/** The sum of the changes of all these periods, as one change each. */
export function sumChanges(
  from: Reader | Tx,
  kept: Kept,
  wanted: FiguresWanted,
): Promise<Omit<FigureChange, 'period'>[]> {
  const figures = listOf('figure', wanted.figures);
  return from.sql<Omit<FigureChange, 'period'>>(
    `SELECT figure, dimension, member, category, CAST(SUM(change) AS INTEGER) AS change FROM ${kept}_figure
     WHERE figure IN (${figures.sql}) AND dimension = :dimension AND period >= :from AND period <= :to
     GROUP BY figure, dimension, member, category`,
    { ...figures.parameters, dimension: wanted.dimension, from: wanted.from, to: wanted.to },
  );
}

/** Adds changes to what is kept of their days, or of their months. */
export async function addChanges(tx: Tx, kept: Kept, changes: readonly FigureChange[]): Promise<void> {
  await tx.insertOr(
    kept === 'day' ? DayFigure : MonthFigure,
    changes,
    `ON CONFLICT (figure, dimension, period, member, category) DO UPDATE SET change = ${kept}_figure.change + excluded.change`,
  );
}
