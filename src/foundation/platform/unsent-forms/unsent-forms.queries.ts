import type { Instant } from '../../kernel/time.js';
import type { Tx } from '../database/index.js';

/** Deletes the forms of an owner in one browser, all but the newest ones. @param most how many stay */
export async function deleteOldestUnsent(
  tx: Tx,
  { owner, browserHash, most }: { owner: string; browserHash: string; most: number },
): Promise<void> {
  await tx.write(
    `DELETE FROM unsent_form WHERE owner = :owner AND browser_hash = :browserHash AND id NOT IN (
       SELECT id FROM unsent_form WHERE owner = :owner AND browser_hash = :browserHash
       ORDER BY sent_at DESC, id DESC LIMIT ${Math.trunc(most)})
     RETURNING id`,
    { owner, browserHash },
  );
}

/** Deletes the forms of an owner that are over, and all but the newest ones in all browsers together. */
export async function deleteOldestOfOwner(
  tx: Tx,
  { owner, now, most }: { owner: string; now: Instant; most: number },
): Promise<void> {
  await tx.write(
    `DELETE FROM unsent_form WHERE owner = :owner AND (kept_until <= :now OR id NOT IN (
       SELECT id FROM unsent_form WHERE owner = :owner ORDER BY sent_at DESC, id DESC LIMIT ${Math.trunc(most)}))
     RETURNING id`,
    { owner, now },
  );
}

/** Deletes the forms whose end came before `limit`. */
export async function deleteUnsentBefore(tx: Tx, limit: Instant): Promise<void> {
  await tx.write('DELETE FROM unsent_form WHERE kept_until < :limit RETURNING id', { limit });
}

/** Deletes all forms. */
export async function deleteAllUnsent(tx: Tx): Promise<void> {
  await tx.write('DELETE FROM unsent_form RETURNING id');
}
