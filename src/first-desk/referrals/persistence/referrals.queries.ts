import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import type { Outcome, PartnerKind } from '../domain/referral.js';

/** A referral as figures count it: from where, when, with which end. Never of whom. */
export interface CountedReferral {
  readonly partnerId: Id | null;
  readonly kind: PartnerKind;
  readonly receivedAt: Instant;
  readonly outcome: Outcome | null;
}

/** Those that were received since a moment, oldest first. */
export const listCounted = (reader: Reader, since: Instant): Promise<CountedReferral[]> =>
  reader.sql(
    `SELECT f.partner_id AS "partnerId", f.kind AS "kind", f.received_at AS "receivedAt", f.outcome AS "outcome"
      FROM referral f WHERE f.received_at >= :since ORDER BY f.received_at, f.id`,
    { since },
  );

/**
 * Those that still hold a name or a contact, and ended before a moment or were received before it and never ended. One
 * with which a later one of another service waits is kept: the desk calls by it.
 */
export async function listToForget(tx: Tx, before: Instant, most: number): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }>(
    `SELECT f.id AS "id" FROM referral f
      WHERE f.forgotten_at IS NULL
      AND ((f.outcome IS NULL AND f.received_at < :before AND NOT EXISTS (SELECT 1 FROM referral s
        WHERE s.same_as_id = f.id AND s.outcome IS NULL AND s.received_at >= :before)) OR (f.outcome IS NOT NULL AND f.ended_at < :before))
      ORDER BY f.id LIMIT ${Math.trunc(most)}`,
    { before },
  );
  return rows.map(({ id }) => id);
}
