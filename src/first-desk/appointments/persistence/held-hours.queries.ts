import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader } from '../../../foundation/platform/database/index.js';

export interface HeldHours {
  readonly kind: 'appointment' | 'meeting';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/**
 * What one agent held from `since` on and that was over before `before`: appointments of its own hours to which the
 * family came, and the collective meetings that it opened.
 * @param by the agent, as acts name it
 */
export const listHeldBy = (from: Reader, by: string, since: Instant, before: Instant): Promise<HeldHours[]> =>
  from.sql(
    `SELECT 'appointment' AS "kind", s.starts_at AS "startsAt", s.ends_at AS "endsAt"
      FROM appointment_slot s JOIN appointment a ON a.slot_id = s.id AND a.cancelled_at IS NULL
      WHERE s.book_id = :by AND a.outcome = 'came' AND s.starts_at >= :since AND s.ends_at <= :before
     UNION ALL
     SELECT 'meeting', m.starts_at, m.ends_at FROM collective_meeting m
      WHERE m.opened_by = :by AND m.cancelled_at IS NULL AND m.starts_at >= :since AND m.ends_at <= :before`,
    { by, since, before },
  );
