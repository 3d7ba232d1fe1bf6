import { MoreThan } from 'typeorm';
import type { Reader, Tx } from '../database/index.js';
import { AuditSegment } from './audit-segment.entity.js';
import type { Segment } from './chain.js';

export const toSegment = (row: AuditSegment): Segment => ({
  number: row.number,
  day: row.day,
  sealedAt: row.sealedAt,
  lasting: { count: row.lastingCount, digest: row.lastingDigest },
  passing: { count: row.passingCount, digest: row.passingDigest },
  previous: row.previous,
});

/** The newest segment; null when nothing was ever sealed. */
export async function findLastSegment(from: Reader | Tx): Promise<AuditSegment | null> {
  const [last] = await from.find(AuditSegment, { order: { number: 'DESC' }, take: 1 });
  return last ?? null;
}

/** Segments in order, some at a time. */
export const listSegmentsAfter = (from: Reader | Tx, number: number, most: number): Promise<AuditSegment[]> =>
  from.find(AuditSegment, { where: { number: MoreThan(number) }, order: { number: 'ASC' }, take: most });
