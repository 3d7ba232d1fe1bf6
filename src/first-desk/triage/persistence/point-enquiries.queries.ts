import type { Id } from '../../../foundation/kernel/ids.js';
import { dayOf, type Instant } from '../../../foundation/kernel/time.js';
import { listOf, type Reader } from '../../../foundation/platform/database/index.js';

export interface PointSubjectCount {
  readonly pointId: Id;
  /** `2026-12`. */
  readonly month: string;
  readonly subject: string;
  readonly enquiries: number;
}

/** The contacts of these points by month of Paris and subject. */
export async function countOfPoints(
  from: Reader,
  pointIds: readonly Id[],
  since: Instant,
  before: Instant,
): Promise<PointSubjectCount[]> {
  const points = listOf('point', pointIds);
  const rows = await from.sql<{ pointId: Id; at: Instant; subject: string }>(
    `SELECT point_id AS "pointId", at AS "at", subject AS "subject" FROM enquiry
      WHERE point_id IN (${points.sql}) AND at >= :since AND at < :before ORDER BY at, id`,
    { ...points.parameters, since, before },
  );
  const counts = new Map<string, PointSubjectCount>();
  for (const { pointId, at, subject } of rows) {
    const month = dayOf(at).slice(0, 7);
    const key = `${pointId} ${month} ${subject}`;
    counts.set(key, { pointId, month, subject, enquiries: (counts.get(key)?.enquiries ?? 0) + 1 });
  }
  return [...counts.values()];
}
