import type { Id } from '../../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';

/** Closed sessions without minutes, earliest first. */
export async function sessionsWithoutMinutes(from: Reader | Tx, most: number): Promise<Id[]> {
  const rows = await from.sql<{ id: Id }>(
    `SELECT id FROM commission_session WHERE state IN ('closed', 'signed') AND NOT EXISTS (SELECT 1 FROM minutes
      WHERE minutes.session_id = commission_session.id)
     ORDER BY starts_at, id LIMIT ${Math.trunc(most)}`,
  );
  return rows.map(({ id }) => id);
}
