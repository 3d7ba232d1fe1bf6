import { Injectable } from '@nestjs/common';
import { In, type FindOptionsWhere } from 'typeorm';
import { FactRecords, type Fact } from '../dossier/index.js';
import type { Day } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';
import { Solution } from './persistence/placement.entities.js';

/**
 * What is recorded of a solution line each time it changes. Its author and the placement that it follows are left out.
 */
export const solutionFact = ({ kind, providerId, providerLabel, slots, week, from, to, endedAt }: Solution) => ({
  kind,
  providerId,
  providerLabel,
  slots,
  week,
  from,
  to,
  endedAt,
});

/**
 * Writes solutions and records each change beside them. Nothing else writes a solution, except the forgetting of a
 * family.
 */
@Injectable()
export class SolutionLines {
  constructor(private readonly records: FactRecords) {}

  async addLine(tx: Tx, line: Solution): Promise<void> {
    await tx.insert(Solution, line);
    await this.recordLines(tx, [line]);
  }

  async changeLines(tx: Tx, where: FindOptionsWhere<Solution>, patch: Partial<Solution>): Promise<void> {
    const lines = await tx.find(Solution, { where });
    if (lines.length === 0) return;
    await tx.update(Solution, { id: In(lines.map(({ id }) => id)) }, patch);
    // The placement that a line follows is internal, and nothing that a family knows.
    const { placementId: _placement, ...said } = patch;
    if (Object.keys(said).length > 0)
      await this.recordLines(
        tx,
        lines.map((line) => ({ ...line, ...patch })),
      );
  }

  /**
   * Records lines as they now read. Each record holds from the earliest first day that its line has ever had, because
   * it replaces the line from its beginning.
   */
  private async recordLines(tx: Tx, lines: readonly Solution[]): Promise<void> {
    const before = await this.records.listRecords(
      tx,
      lines.map(({ requestId }) => requestId),
      'solution',
    );
    const since = ({ id, from }: Solution): Day =>
      [from, ...before.filter(({ part }) => part === id).map(({ effectiveFrom }) => effectiveFrom)].sort()[0]!;
    await this.records.addFacts(
      tx,
      lines.map((line): Fact => ({
        kind: 'solution',
        subjectId: line.requestId,
        part: line.id,
        effectiveFrom: since(line),
        value: solutionFact(line),
      })),
    );
  }
}
