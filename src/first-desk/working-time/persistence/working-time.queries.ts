import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import type { PersonTime } from '../domain/team-month.js';

/** Minutes of one person by month and mission, between two days, both included. */
export const sumOwnTimes = (
  from: Reader,
  accountId: Id,
  first: Day,
  last: Day,
): Promise<{ month: string; mission: string; minutes: number }[]> =>
  from.sql(
    `SELECT SUBSTR(t.day, 1, 7) AS month, t.mission AS mission, CAST(SUM(t.minutes) AS INTEGER) AS minutes
      FROM working_time t JOIN working_week w ON w.id = t.week_id
      WHERE w.account_id = :accountId AND t.day >= :first AND t.day <= :last
      GROUP BY 1, 2 ORDER BY 1, 2`,
    { accountId, first, last },
  );

/** Minutes of each person of a desk by mission, between two days, both included. */
export const sumPeopleTimes = (tx: Tx, deskId: string, first: Day, last: Day): Promise<PersonTime[]> =>
  tx.sql(
    `SELECT w.account_id AS "accountId", t.mission AS mission, CAST(SUM(t.minutes) AS INTEGER) AS minutes
      FROM working_time t JOIN working_week w ON w.id = t.week_id
      WHERE w.desk_id = :deskId AND t.day >= :first AND t.day <= :last GROUP BY 1, 2`,
    { deskId, first, last },
  );

/** Months before `before` in which time was entered for a desk and that are not closed, earliest first. */
export const listMonthsToClose = (tx: Tx, before: string, take: number): Promise<{ deskId: string; month: string }[]> =>
  tx.sql(
    `SELECT DISTINCT w.desk_id AS "deskId", SUBSTR(t.day, 1, 7) AS month
      FROM working_time t JOIN working_week w ON w.id = t.week_id
      WHERE t.day < :before AND NOT EXISTS (
        SELECT 1 FROM working_month m WHERE m.desk_id = w.desk_id AND m.month = SUBSTR(t.day, 1, 7))
      ORDER BY 2, 1 LIMIT :take`,
    { before, take },
  );

/** Deletes hours of days before `limit`, and the weeks that hold none any more. @returns how many rows of hours went */
export async function deleteTimesBefore(tx: Tx, limit: Day): Promise<number> {
  const gone = await tx.write<{ id: Id }>('DELETE FROM working_time WHERE day < :limit RETURNING id', { limit });
  await tx.write(
    `DELETE FROM working_week WHERE monday < :limit
      AND NOT EXISTS (SELECT 1 FROM working_time t WHERE t.week_id = working_week.id) RETURNING id`,
    { limit },
  );
  return gone.length;
}

/** The first day for which this person entered time; null when there is none. */
export async function findFirstDay(from: Reader, accountId: Id): Promise<Day | null> {
  const [row] = await from.sql<{ day: Day | null }>(
    `SELECT MIN(t.day) AS day FROM working_time t JOIN working_week w ON w.id = t.week_id WHERE w.account_id = :accountId`,
    { accountId },
  );
  return row?.day ?? null;
}
