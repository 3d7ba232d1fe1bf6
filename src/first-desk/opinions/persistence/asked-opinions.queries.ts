import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

/** Which questions of a desk a list shows. */
export type Listed = 'ended' | 'lapsed' | 'waiting';

const CONDITIONS: Readonly<Record<Listed, string>> = {
  ended: `a.outcome IN ('answered', 'declined')`,
  lapsed: 'a.outcome IS NULL AND a.until < :today',
  waiting: 'a.outcome IS NULL AND a.until >= :today',
};

/** The questions of some desks that nobody has noted as seen, with the request that holds them now; by their last day. */
export function listUnseen(
  reader: Reader,
  deskIds: readonly string[],
  { listed, today, most }: { readonly listed: Listed; readonly today: Day; readonly most: number },
): Promise<{ readonly id: Id; readonly requestId: Id }[]> {
  const desks = listOf('desk', deskIds);
  return reader.sql(
    `SELECT a.id AS "id", COALESCE(r.joined_into_id, r.id) AS "requestId"
      FROM asked_opinion a JOIN child_request r ON r.id = a.request_id
      WHERE a.seen_at IS NULL AND ${CONDITIONS[listed]} AND r.desk_id IN (${desks.sql})
      ORDER BY a.until, a.id LIMIT ${Math.trunc(most)}`,
    { ...desks.parameters, ...(listed === 'ended' ? {} : { today }) },
  );
}

/** Those that ended or lapsed before a day and still hold how to reach the person. */
export async function listToEmpty(tx: Tx, before: Day, most: number): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }>(
    `SELECT a.id AS "id" FROM asked_opinion a
      WHERE (a.email IS NOT NULL OR a.mobile IS NOT NULL)
      AND ((a.outcome IS NULL AND a.until < :before) OR (a.outcome IS NOT NULL AND a.ended_at < :before))
      ORDER BY a.id LIMIT ${Math.trunc(most)}`,
    { before },
  );
  return rows.map(({ id }) => id);
}
