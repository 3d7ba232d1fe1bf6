import { OPEN_STATES } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

/**
 * Requests of children who were due between two days, whose birth nobody told, and whose family was not asked about it;
 * in order of their ids, a slice at a time. A child without a place may have been due before the first day: no
 * commission judges it until its birth is known.
 * @param slice.after '' for the first slice
 */
export async function listChildrenDue(
  from: Reader | Tx,
  due: { from: Day; to: Day },
  slice: { after: Id | ''; most: number },
): Promise<Id[]> {
  const states = listOf('state', [...OPEN_STATES, 'placed']);
  const rows = await from.sql<{ id: Id }>(
    `SELECT r.id FROM child_request r
     WHERE r.id > :after AND (r.due_date >= :from OR r.state <> 'placed') AND r.due_date <= :to AND r.birth_date IS NULL
       AND r.joined_into_id IS NULL AND r.transfer_from_id IS NULL AND r.state IN (${states.sql})
       AND NOT EXISTS (SELECT 1 FROM message m WHERE m.about = 'birth:' || r.id)
     ORDER BY r.id LIMIT ${Math.trunc(slice.most)}`,
    { after: slice.after, from: due.from, to: due.to, ...states.parameters },
  );
  return rows.map(({ id }) => id);
}

/** Whether the family was asked about this birth at that moment or later. */
export async function wasAskedSince(from: Reader | Tx, requestId: Id, since: Instant): Promise<boolean> {
  const rows = await from.sql(`SELECT 1 FROM message WHERE about = :about AND created_at >= :since LIMIT 1`, {
    about: `birth:${requestId}`,
    since,
  });
  return rows.length > 0;
}
