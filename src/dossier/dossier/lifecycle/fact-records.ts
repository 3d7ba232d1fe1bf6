import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { asKnownThen, type Fact, type FactKind } from '../domain/known-facts.js';
import { NOT_TOLD, type Told } from '../domain/told.js';
import { FactRecord } from '../persistence/fact-record.entity.js';

/** Facts that were written together, and who said them. */
export interface Writing extends Told {
  readonly writing: Id | null;
}
const UNSAID: Writing = { writing: null, ...NOT_TOLD };

/**
 * Writes the facts that are kept with two dates (domain/known-facts.ts), in the unit of work that changes the row. No
 * other code writes them.
 */
@Injectable()
export class FactRecords {
  constructor(private readonly clock: Clock) {}

  /** @param by what wrote them together, and who said them; when absent, nobody said them */
  async addFacts(tx: Tx, facts: readonly Fact[], by: Writing = UNSAID): Promise<void> {
    const recordedAt = this.clock.now();
    const { writing, toldBy, knownBy } = by;
    await tx.insert(
      FactRecord,
      facts.map((fact) => ({ ...fact, id: newId(), recordedAt, writing, toldBy, knownBy })),
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
