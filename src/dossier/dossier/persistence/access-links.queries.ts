import type { Instant } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';

/** Deletes the links to dossiers that were used, or made and never used, before `limit`. */
export async function deleteLinksBefore(tx: Tx, limit: Instant): Promise<void> {
  await tx.write(
    'DELETE FROM access_link WHERE dossier_id IS NOT NULL AND COALESCE(used_at, created_at) < :limit RETURNING id',
    { limit },
  );
}
