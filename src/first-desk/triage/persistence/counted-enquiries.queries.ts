import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';
import type { EnquiryChannel } from '../domain/enquiry-words.js';
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
      WHERE desk_id = :deskId AND at >= :since AND at < :before AND channel <> 'list' AND point_id IS NULL`,
    { deskId, since, before },
  );
  return { enquiries: Number(row!.enquiries), enquiryMinutes: Number(row!.minutes) };
}

/** Contacts of one subject that came by one channel. */
export interface EnquiryCount {
  readonly subject: string;
  readonly channel: EnquiryChannel;
  readonly enquiries: number;
  readonly minutes: number;
  readonly answered: number;
}

/** The contacts of these desks by subject and channel, those that came with lists and files among them. */
export async function countBySubject(
  from: Reader,
  deskIds: readonly string[],
  since: Instant,
  before: Instant,
): Promise<EnquiryCount[]> {
  const desks = listOf('desk', deskIds);
  type Row = Pick<EnquiryCount, 'subject' | 'channel'> & Record<'enquiries' | 'minutes' | 'answered', number | string>;
  const rows = await from.sql<Row>(
    `SELECT subject AS "subject", channel AS "channel", COUNT(*) AS "enquiries", COALESCE(SUM(minutes), 0) AS "minutes",
            COUNT(answered_on) AS "answered" FROM enquiry
      WHERE desk_id IN (${desks.sql}) AND point_id IS NULL AND at >= :since AND at < :before
      GROUP BY subject, channel ORDER BY subject, channel`,
    { ...desks.parameters, since, before },
  );
  return rows.map(({ subject, channel, enquiries, minutes, answered }) => ({
    ...{ subject, channel },
    ...{ enquiries: Number(enquiries), minutes: Number(minutes), answered: Number(answered) },
  }));
}
