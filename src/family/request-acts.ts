import { Injectable } from '@nestjs/common';
import { RequestMoves } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { Solutions, type NewSolution } from '../placement/index.js';
import { UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';

/** What a family does to one of its requests. The caller checks that the request is the family's own. */
@Injectable()
export class RequestActs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly moves: RequestMoves,
    private readonly solutions: Solutions,
  ) {}

  /** The family still looks for a place. @throws Conflict */
  async confirmNeed(actor: Actor, requestId: Id, expectedVersion?: number): Promise<void> {
    await this.unitOfWork.run((tx) => this.moves.move(tx, actor, requestId, 'confirm', { expectedVersion }));
  }

  /** @throws Conflict */
  async withdrawRequest(actor: Actor, requestId: Id, reason: string, expectedVersion: number): Promise<void> {
    await this.unitOfWork.run((tx) => this.moves.move(tx, actor, requestId, 'withdraw', { reason, expectedVersion }));
  }

  /** A solution that the family found by itself. @throws Conflict */
  async reportSolution(
    actor: Actor,
    requestId: Id,
    solution: NewSolution,
    suffices: boolean,
    expectedVersion: number,
  ): Promise<void> {
    await this.unitOfWork.run((tx) =>
      this.solutions.reportElsewhere(tx, actor, requestId, solution, suffices, expectedVersion),
    );
  }
}
