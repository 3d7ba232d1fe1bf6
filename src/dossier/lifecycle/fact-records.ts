import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';
import type { Reader, Tx } from '../../platform/database/index.js';
import { asKnownThen, type Fact, type FactKind } from '../domain/known-facts.js';
import { FactRecord } from '../persistence/fact-record.entity.js';

/**
 * Writes the facts that are kept with two dates (domain/known-facts.ts), in the unit of work that changes the row. No
 * other code writes them.
 */
@Injectable()
export class FactRecords {
  constructor(private readonly clock: Clock) {}

  async addFacts(tx: Tx, facts: readonly Fact[]): Promise<void> {
    const recordedAt = this.clock.now();
    await tx.insert(
      FactRecord,
      facts.map((fact) => ({ ...fact, id: newId(), recordedAt })),
    );
  }

  /** @param subjectIds dossiers, requests, or both. @returns in the order in which they were recorded */
  async listRecords(from: Reader, subjectIds: readonly Id[], kind?: FactKind): Promise<FactRecord[]> {
    return from.find(FactRecord, {
      where: { subjectId: In([...subjectIds]), ...(kind ? { kind } : {}) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
  }

  /** The facts that held on a day, as they had been recorded by a moment. @param subjectIds as for {@link listRecords} */
  async asKnownThen(from: Reader, subjectIds: readonly Id[], day: Day, recordedBy: Instant): Promise<FactRecord[]> {
    const where = { effectiveFrom: LessThanOrEqual(day), recordedAt: LessThanOrEqual(recordedBy) };
    return asKnownThen(
      await from.find(FactRecord, { where: { ...where, subjectId: In([...subjectIds]) } }),
      day,
      recordedBy,
    );
  }

  /** Deletes all facts about these subjects, whatever their dates. It goes with the erasure of the family's names. */
  async forgetSubjects(tx: Tx, subjectIds: readonly Id[]): Promise<void> {
    await tx.delete(FactRecord, { subjectId: In([...subjectIds]) });
  }
}
