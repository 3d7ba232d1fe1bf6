import { OPEN_STATES } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';

/**
 * Open requests made before a moment otherwise than with a list, which nobody has offered or refused anything; in order
 * of their ids, a slice at a time.
 * @param slice.after '' for the first slice
 */
export async function listUnanswered(
  from: Reader | Tx,
  before: Instant,
  slice: { after: Id | ''; most: number },
): Promise<Id[]> {
  const states = listOf(
    'state',
    OPEN_STATES.filter((state) => state !== 'waiting_list' && state !== 'offered' && state !== 'partly_placed'),
  );
  const rows = await from.sql<{ id: Id }>(
    `SELECT r.id FROM child_request r JOIN dossier d ON d.id = r.dossier_id
     WHERE r.id > :after AND r.submitted_at < :before AND r.state IN (${states.sql}) AND r.joined_into_id IS NULL AND d.origin <> 'import'
     ORDER BY r.id LIMIT ${Math.trunc(slice.most)}`,
    { after: slice.after, before, ...states.parameters },
  );
  return rows.map(({ id }) => id);
}
