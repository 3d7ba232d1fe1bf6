import type { Day } from '../../kernel/time.js';
import type { Reader, Tx } from '../../platform/database/index.js';
import type { Step } from '../domain/family-spans.js';
import type { MonthStep } from '../domain/month-report.js';

/** The steps of each month. @param last `YYYY-MM`, included */
export function listMonthSteps(from: Reader | Tx, last: string): Promise<MonthStep[]> {
  return from.sql<MonthStep>(
    `SELECT month, commune_code AS "communeCode", figure, change FROM month_figure WHERE month <= :last AND change <> 0`,
    { last },
  );
}

/** The steps of each day from `first` to `last`, both included. */
export function listDaySteps(from: Reader | Tx, { first, last }: { first: Day; last: Day }): Promise<Step[]> {
  return from.sql<Step>(
    `SELECT day, commune_code AS "communeCode", figure, change FROM day_figure WHERE day >= :first AND day <= :last`,
    { first, last },
  );
}

/** Adds a step to its day, or to its month (`step.day` is then `YYYY-MM`). */
export async function addStep(
  tx: Tx,
  period: 'day' | 'month',
  { day, communeCode, figure, change }: Step,
): Promise<void> {
  await tx.write(
    `INSERT INTO ${period}_figure (${period}, commune_code, figure, change) VALUES (:day, :communeCode, :figure, :change)
     ON CONFLICT (${period}, commune_code, figure) DO UPDATE SET change = ${period}_figure.change + excluded.change`,
    { day, communeCode, figure, change },
  );
}
