import { In } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Reader, Tx } from '../database/index.js';
import { AuditEvent } from './audit-event.entity.js';

/** What was done to these subjects, oldest first. */
export const findEvents = (from: Reader | Tx, subjectIds: readonly Id[]): Promise<AuditEvent[]> =>
  from.find(AuditEvent, { where: { subjectId: In([...subjectIds]) }, order: { id: 'ASC' } });
