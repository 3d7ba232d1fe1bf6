import { In } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Reader, Tx } from '../database/index.js';
import { AuditEvent } from './audit-event.entity.js';

/** What was done to these subjects, oldest first. @param actions only these; all when absent */
export const findEvents = (
  from: Reader | Tx,
  subjectIds: readonly Id[],
  actions?: readonly string[],
): Promise<AuditEvent[]> =>
  from.find(AuditEvent, {
    where: { subjectId: In([...subjectIds]), ...(actions ? { action: In([...actions]) } : {}) },
    order: { id: 'ASC' },
  });

/** The last time that something was done; null when it never was. */
export async function findLastEvent(from: Reader | Tx, action: string): Promise<AuditEvent | null> {
  const [last] = await from.find(AuditEvent, { where: { action }, order: { at: 'DESC', id: 'DESC' }, take: 1 });
  return last ?? null;
}
