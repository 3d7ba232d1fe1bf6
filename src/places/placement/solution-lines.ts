import { Injectable } from '@nestjs/common';
import { In, type FindOptionsWhere } from 'typeorm';
import { FactRecords, type Fact } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { daysInTurn } from './domain/days-in-turn.js';
import { Placement, Solution } from './persistence/placement.entities.js';

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

  /** Records the lines of a request again, after the day of a change of half-days has moved. */
  async recordDaysAgain(tx: Tx, requestId: Id): Promise<void> {
    await this.recordLines(tx, await tx.find(Solution, { where: { requestId } }));
  }

  /**
   * Records lines as they now read. Each record holds from the earliest first day that its line has ever had, because
   * it replaces the line from its beginning. A place whose half-days change from a day on has a record for each of
   * them in turn, so that the days before are known with the half-days that they had.
   */
  private async recordLines(tx: Tx, lines: readonly Solution[]): Promise<void> {
    const requestIds = lines.map(({ requestId }) => requestId);
    const before = await this.records.listRecords(tx, requestIds, 'solution');
    const since = ({ id, from }: Solution): Day =>
      [from, ...before.filter(({ part }) => part === id).map(({ effectiveFrom }) => effectiveFrom)].sort()[0]!;
    const parts = lines.some(({ placementId }) => placementId !== null)
      ? await tx.find(Placement, { where: { requestId: In(requestIds) } })
      : [];
    await this.records.addFacts(
      tx,
      lines.flatMap((line): Fact[] => {
        const inTurn = daysInTurn(partsOfLine(line, parts));
        const recorded = inTurn.length > 1 ? inTurn : [{ from: line.from, slots: line.slots }];
        return recorded.map(({ from, slots }, index) => ({
          kind: 'solution',
          subjectId: line.requestId,
          part: line.id,
          effectiveFrom: index === 0 ? since(line) : from,
          value: solutionFact({ ...line, slots }),
        }));
      }),
    );
  }
}

/** The parts of the place that a line is about. */
export function partsOfLine({ placementId }: Pick<Solution, 'placementId'>, parts: readonly Placement[]): Placement[] {
  const last = placementId === null ? undefined : parts.find(({ id }) => id === placementId);
  return last ? parts.filter(({ offerId }) => offerId === last.offerId) : [];
}
