import { Injectable } from '@nestjs/common';
import { In, type FindOptionsWhere } from 'typeorm';
import { FactRecords, type Fact } from '../dossier/index.js';
import type { Day } from '../kernel/time.js';
import type { Tx } from '../platform/database/index.js';
import { Solution } from './persistence/placement.entities.js';

/** What is kept of a line each time it changes: all of it but who wrote it, and which part of a place it follows. */
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

/** The only writer of solutions, but for who forgets a family: each change of a line is recorded beside it. */
@Injectable()
export class SolutionLines {
  constructor(private readonly records: FactRecords) {}

  async add(tx: Tx, line: Solution): Promise<void> {
    await tx.insert(Solution, line);
    await this.record(tx, [line]);
  }

  async change(tx: Tx, where: FindOptionsWhere<Solution>, patch: Partial<Solution>): Promise<void> {
    const lines = await tx.find(Solution, { where });
    if (lines.length === 0) return;
    await tx.update(Solution, { id: In(lines.map(({ id }) => id)) }, patch);
    // The part of a place that a line follows is nothing that a family knows.
    const { placementId: _placement, ...said } = patch;
    if (Object.keys(said).length > 0)
      await this.record(
        tx,
        lines.map((line) => ({ ...line, ...patch })),
      );
  }

  /** A line that is said anew is said from its beginning: the earliest first day it has ever had. */
  private async record(tx: Tx, lines: readonly Solution[]): Promise<void> {
    const before = await this.records.of(
      tx,
      lines.map(({ requestId }) => requestId),
      'solution',
    );
    const since = ({ id, from }: Solution): Day =>
      [from, ...before.filter(({ part }) => part === id).map(({ effectiveFrom }) => effectiveFrom)].sort()[0]!;
    await this.records.add(
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
