import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Proposals } from '../../admission/index.js';
import { isOpen, RequestMoves, type Move } from '../../../dossier/dossier/index.js';
import { jobType } from '../../../foundation/kernel/job-type.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { JobHandlers, Queue } from '../../../foundation/platform/queue/index.js';
import { SYSTEM } from '../../../foundation/platform/security/index.js';
import { CommissionSession } from '../persistence/commission.entities.js';
import { BirthHolds } from '../freezing/birth-holds.js';
import { Candidacies } from '../planning/candidacies.js';
import { CaseLines } from './case-lines.js';
import { Preparation } from './preparation.js';

const READ_AGAIN = jobType<{ sessionId: Id }>('session.read-again');

/**
 * Requests that ended while a session was to judge them, and those that it judges after all: the proposal is computed
 * again.
 */
@Injectable()
export class WithdrawnCases implements OnModuleInit {
  constructor(
    private readonly candidacies: Candidacies,
    private readonly proposals: Proposals,
    private readonly preparation: Preparation,
    private readonly moves: RequestMoves,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly lines: CaseLines,
    private readonly births: BirthHolds,
  ) {}

  onModuleInit(): void {
    this.moves.moved.join('commission ends the candidacies that the move leaves without an object', (tx, moves) =>
      this.endCandidacies(tx, moves),
    );
    this.births.brought.join('commission computes the proposal with the case that was brought back', (tx, sessionId) =>
      this.planReading(tx, sessionId),
    );
    this.handlers.register({ type: READ_AGAIN, handle: (tx, { sessionId }) => this.readAgain(tx, sessionId) });
  }

  private async endCandidacies(tx: Tx, moves: readonly Move[]): Promise<void> {
    for (const { request, action, to } of moves) {
      const state =
        action === 'accept' || to === 'placed'
          ? 'without_object'
          : !isOpen(to) && to !== 'refused'
            ? 'withdrawn'
            : null;
      if (state)
        for (const sessionId of await this.candidacies.endRunningOf(tx, request.id, state))
          await this.planReading(tx, sessionId);
    }
  }

  /** Plans a job that computes the proposal again, so that the family that withdraws does not wait for it. */
  async planReading(tx: Tx, sessionId: Id): Promise<void> {
    await this.queue.plan(tx, READ_AGAIN, { sessionId }, { key: `session:${sessionId}:read-again` });
  }

  private async readAgain(tx: Tx, sessionId: Id): Promise<void> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    if (session?.state !== 'prepared' && session?.state !== 'open') return;
    const counts = await this.countChanged(tx, sessionId);
    const changed = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    if (Object.keys(changed).length === 0) return;
    if (session.state === 'prepared') await this.preparation.prepareSession(tx, SYSTEM, sessionId, undefined, changed);
    else await this.preparation.refreshSession(tx, SYSTEM, sessionId, undefined, changed);
  }

  /**
   * @throws DomainError while the proposal still contains a request that has ended. What others would be told from it
   * would not be true
   */
  async assertNone(tx: Tx, sessionId: Id): Promise<void> {
    const { withdrawn: count } = await this.countChanged(tx, sessionId);
    if (count > 0) throw new DomainError(refuse('session.withdrawnSince', { count }));
  }

  /** How many children the session judges no longer, or judges only since its stored proposal. */
  private async countChanged(tx: Tx, sessionId: Id): Promise<{ readonly withdrawn: number; readonly brought: number }> {
    const kept = await this.proposals.findLatest(tx, sessionId);
    const proposed = new Set(Object.keys(kept?.instance.children ?? {}));
    const judged = new Set((await this.lines.readLines(tx, sessionId, 'frozen')).map(({ id }) => id));
    return {
      withdrawn: [...proposed].filter((id) => !judged.has(id)).length,
      brought: [...judged].filter((id) => !proposed.has(id)).length,
    };
  }
}
