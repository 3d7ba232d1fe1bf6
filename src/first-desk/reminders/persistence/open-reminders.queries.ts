import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';

/** A reminder with the request that holds it now: one that was joined to another hands its reminders on. */
export interface OpenReminderRow {
  readonly id: Id;
  readonly requestId: Id;
  readonly text: string;
  readonly day: Day;
}

/** What nobody has done yet about the requests of these desks, by its day. */
export function listOpenReminders(
  reader: Reader,
  deskIds: readonly string[],
  { until, most }: { readonly until: Day | null; readonly most: number },
): Promise<OpenReminderRow[]> {
  const desks = listOf('desk', deskIds);
  return reader.sql<OpenReminderRow>(
    `SELECT m.id AS "id", COALESCE(r.joined_into_id, r.id) AS "requestId", m.text AS "text", m.day AS "day"
      FROM reminder m JOIN child_request r ON r.id = m.request_id
      WHERE m.done_at IS NULL AND r.desk_id IN (${desks.sql}) ${until === null ? '' : 'AND m.day <= :until'}
      ORDER BY m.day, m.id LIMIT ${Math.trunc(most)}`,
    { ...desks.parameters, ...(until === null ? {} : { until }) },
  );
}
