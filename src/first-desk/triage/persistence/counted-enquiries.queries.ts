import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader } from '../../../foundation/platform/database/index.js';
import type { Enquiry } from './triage.entities.js';

/** What figures count of a contact: nothing of it leads to a family. */
export type CountedEnquiry = Pick<
  Enquiry,
  'id' | 'at' | 'recordedAt' | 'channel' | 'deskId' | 'subject' | 'minutes' | 'communeCode'
>;

/** Contacts from `since` on and before `before`, in the order in which they were noted, `take` at a time after `after`. */
export const listCountedEnquiries = (
  from: Reader,
  { since, before }: { readonly since: Instant; readonly before: Instant },
  after: Pick<Enquiry, 'at' | 'id'> | null,
  take: number,
): Promise<CountedEnquiry[]> =>
  from.sql<CountedEnquiry>(
    `SELECT id, at, recorded_at AS "recordedAt", channel, desk_id AS "deskId", subject, minutes, commune_code AS "communeCode" FROM enquiry
      WHERE at >= :since AND at < :before AND (at > :afterAt OR (at = :afterAt AND id > :afterId))
      ORDER BY at, id LIMIT :take`,
    { since, before, afterAt: after?.at ?? '', afterId: after?.id ?? ('' as Id), take },
  );

/** Contacts that agents of a desk noted, with the sum of their minutes. Those of imported lists took the desk no time. */
export async function countEnquiries(
  from: Reader,
  deskId: string,
  since: Instant,
  before: Instant,
): Promise<{ enquiries: number; enquiryMinutes: number }> {
  const [row] = await from.sql<{ enquiries: number | string; minutes: number | string }>(
    `SELECT COUNT(*) AS enquiries, COALESCE(SUM(minutes), 0) AS minutes FROM enquiry
      WHERE desk_id = :deskId AND at >= :since AND at < :before AND channel <> 'list'`,
    { deskId, since, before },
  );
  return { enquiries: Number(row!.enquiries), enquiryMinutes: Number(row!.minutes) };
}
