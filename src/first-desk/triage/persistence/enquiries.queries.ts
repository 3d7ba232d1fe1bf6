import type { RequestState } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Tx } from '../../../foundation/platform/database/index.js';

/**
 * Empties what was written of contacts before `limit` whose request, or dossier, has no request in one of these states:
 * the note, the name, the number, the answer. Nobody can be answered or called back any more.
 * @returns how many contacts were emptied
 */
export async function emptyWordsBefore(tx: Tx, limit: Instant, keptStates: readonly RequestState[]): Promise<number> {
  const kept = listOf('state', keptStates);
  const emptied = await tx.write<{ id: Id }>(
    `UPDATE enquiry SET note = NULL, who = NULL, phone = NULL, answer = NULL, call_back_on = NULL, awaits_answer = FALSE,
       version = version + 1
     WHERE (note IS NOT NULL OR who IS NOT NULL OR phone IS NOT NULL OR answer IS NOT NULL OR call_back_on IS NOT NULL)
       AND at < :limit
       AND NOT EXISTS (SELECT 1 FROM child_request r
       WHERE (r.id = enquiry.request_id OR r.dossier_id = enquiry.dossier_id) AND r.state IN (${kept.sql})) RETURNING id`,
    { ...kept.parameters, limit },
  );
  return emptied.length;
}

/**
 * Empties the names and numbers that people left before `limit` about no dossier, but of those to whom a call is promised.
 * @returns how many contacts were emptied
 */
export async function emptyNamesBefore(tx: Tx, limit: Instant): Promise<number> {
  const emptied = await tx.write<{ id: Id }>(
    `UPDATE enquiry SET who = NULL, phone = NULL, version = version + 1
     WHERE (who IS NOT NULL OR phone IS NOT NULL) AND at < :limit
       AND dossier_id IS NULL AND request_id IS NULL AND call_back_on IS NULL RETURNING id`,
    { limit },
  );
  return emptied.length;
}
