import type { RequestState } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Tx } from '../../../foundation/platform/database/index.js';

/**
 * Empties the notes of contacts before `limit` whose request, or dossier, has no request in one of these states.
 * @returns how many notes were emptied
 */
export async function emptyNotesBefore(tx: Tx, limit: Instant, keptStates: readonly RequestState[]): Promise<number> {
  const kept = listOf('state', keptStates);
  const emptied = await tx.write<{ id: Id }>(
    `UPDATE enquiry SET note = NULL WHERE note IS NOT NULL AND at < :limit
       AND NOT EXISTS (SELECT 1 FROM child_request r
       WHERE (r.id = enquiry.request_id OR r.dossier_id = enquiry.dossier_id) AND r.state IN (${kept.sql})) RETURNING id`,
    { ...kept.parameters, limit },
  );
  return emptied.length;
}
