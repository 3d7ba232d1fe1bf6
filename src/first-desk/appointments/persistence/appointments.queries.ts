import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { AppointmentKind } from '../domain/appointment.js';
import type { Interval } from '../domain/slots.js';

/** What a book holds between two moments. */
export const listTaken = (from: Reader | Tx, bookId: string, { startsAt, endsAt }: Interval): Promise<Interval[]> =>
  from.sql<Interval>(
    `SELECT s.starts_at AS "startsAt", s.ends_at AS "endsAt" FROM appointment_slot s
      WHERE s.book_id = :bookId AND s.withdrawn_at IS NULL AND s.starts_at < :endsAt AND s.ends_at > :startsAt`,
    { bookId, startsAt, endsAt },
  );

/** The slots that a family may still choose, soonest first. */
export async function listFreeIds(
  from: Reader | Tx,
  host: string,
  kind: AppointmentKind,
  { after, most }: { readonly after: Instant; readonly most: number },
): Promise<Id[]> {
  const rows = await from.sql<{ id: Id }>(
    `SELECT s.id AS "id" FROM appointment_slot s
      WHERE s.host = :host AND s.kind = :kind AND s.withdrawn_at IS NULL AND s.starts_at > :after
      AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.slot_id = s.id AND a.cancelled_at IS NULL)
      ORDER BY s.starts_at, s.id LIMIT ${Math.trunc(most)}`,
    { host, kind, after },
  );
  return rows.map(({ id }) => id);
}

/** How many slots are free, by host and kind. */
export async function countFree(
  from: Reader | Tx,
  hosts: readonly string[],
  after: Instant,
): Promise<{ readonly host: string; readonly kind: AppointmentKind; readonly count: number }[]> {
  const list = listOf('host', hosts);
  const rows = await from.sql<{ host: string; kind: AppointmentKind; count: number | string }>(
    `SELECT s.host AS "host", s.kind AS "kind", COUNT(*) AS "count" FROM appointment_slot s
      WHERE s.host IN (${list.sql}) AND s.withdrawn_at IS NULL AND s.starts_at > :after
      AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.slot_id = s.id AND a.cancelled_at IS NULL)
      GROUP BY s.host, s.kind`,
    { ...list.parameters, after },
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Which appointments a list shows, by the moment of their slot. */
export interface ListedBetween {
  /** Included; null for the first there is. */
  readonly from: Instant | null;
  /** Not included; null for the last there is. */
  readonly to: Instant | null;
  readonly kind: AppointmentKind | null;
  /** Those of which nobody has noted what became; all, cancelled ones too, when false. */
  readonly unnoted: boolean;
  readonly latestFirst: boolean;
  readonly most: number;
}

/** The appointments of these hosts that have a slot. */
export async function listOfHosts(
  reader: Reader | Tx,
  hosts: readonly string[],
  { from, to, kind, unnoted, latestFirst, most }: ListedBetween,
): Promise<Id[]> {
  const list = listOf('host', hosts);
  const rows = await reader.sql<{ id: Id }>(
    `SELECT a.id AS "id" FROM appointment a JOIN appointment_slot s ON s.id = a.slot_id
      WHERE a.host IN (${list.sql}) ${unnoted ? 'AND a.cancelled_at IS NULL AND a.outcome IS NULL' : ''}
      ${from === null ? '' : 'AND s.starts_at >= :from'} ${to === null ? '' : 'AND s.starts_at < :to'}
      ${kind === null ? '' : 'AND a.kind = :kind'}
      ORDER BY s.starts_at ${latestFirst ? 'DESC' : ''}, a.id LIMIT ${Math.trunc(most)}`,
    {
      ...list.parameters,
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      ...(kind === null ? {} : { kind }),
    },
  );
  return rows.map(({ id }) => id);
}
