import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { BusyPeriod } from '../../../foundation/platform/calendar/index.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

export interface PersonBusy extends BusyPeriod {
  readonly personKey: string;
}

/** How many moments each calendar has. A calendar without any is not in the map. */
export async function countBusyPeriods(from: Reader | Tx): Promise<Map<Id, number>> {
  const rows = await from.sql<{ id: Id; n: number | string }>(
    'SELECT calendar_id AS id, COUNT(*) AS n FROM busy_period GROUP BY calendar_id',
  );
  return new Map(rows.map(({ id, n }) => [id, Number(n)]));
}

/** When these people are busy between two moments, soonest first. */
export function listBusyPeriods(
  reader: Reader | Tx,
  personKeys: readonly string[],
  { from, to }: { from: Instant; to: Instant },
): Promise<PersonBusy[]> {
  const keys = listOf('key', personKeys);
  return reader.sql<PersonBusy>(
    `SELECT busy_calendar.person_key AS "personKey", busy_period.starts_at AS "startsAt", busy_period.ends_at AS "endsAt"
     FROM busy_period JOIN busy_calendar ON busy_calendar.id = busy_period.calendar_id
     WHERE busy_calendar.person_key IN (${keys.sql}) AND busy_period.starts_at < :to
     AND busy_period.ends_at > :from ORDER BY busy_period.starts_at`,
    { ...keys.parameters, from, to },
  );
}

/** Deletes the moments that ended before `limit`. */
export async function deleteBusyPeriodsBefore(tx: Tx, limit: Instant): Promise<void> {
  await tx.write('DELETE FROM busy_period WHERE ends_at < :limit RETURNING id', { limit });
}
