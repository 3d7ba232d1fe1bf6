import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { RequestMoves, type Move } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { findOffersOf } from '../../../places/placement/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { JobHandlers, Queue } from '../../../foundation/platform/queue/index.js';
import { givenWayTo } from '../domain/given-way.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies } from '../planning/candidacies.js';
import { TAKEN_UP_AGAIN } from './closing-jobs.js';
import { Reoffers } from './reoffers.js';

/** The moves by which an offer ends and its family goes on looking for a place. */
const ENDS: readonly Move['action'][] = ['decline', 'expire', 'revoke'];

/**
 * A family has one open offer at a time, so an admission gives way to the better offer. Where that offer ends without a
 * place, the admission stands again: the child waits at its rank, and is offered its seats while they are free. Thus
 * nobody ends with neither place because two sessions followed each other.
 */
@Injectable()
export class GivenWayAdmissions implements OnModuleInit {
  constructor(
    private readonly moves: RequestMoves,
    private readonly candidacies: Candidacies,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly reoffers: Reoffers,
  ) {}

  onModuleInit(): void {
    this.moves.moved.join('commission takes up the admissions that gave way to an offer that ends', (tx, moves) =>
      this.takeUp(tx, moves),
    );
    this.handlers.register({
      type: TAKEN_UP_AGAIN,
      handle: (tx, { candidacyId }) => this.reoffers.takenUpAgain(tx, candidacyId),
    });
  }

  private async takeUp(tx: Tx, moves: readonly Move[]): Promise<void> {
    for (const { request, action, to } of moves) {
      if (!ENDS.includes(action) || to === 'withdrawn') continue;
      const standing = await this.listGivenWay(tx, request.id);
      await this.candidacies.endAll(
        tx,
        standing.map((candidacy) => ({ candidacy, state: 'waiting' })),
      );
      for (const { id: candidacyId } of standing) await this.queue.plan(tx, TAKEN_UP_AGAIN, { candidacyId });
    }
  }

  /** The cases of closed sessions that admitted the child, and whose seats it lost to the offer that ends. */
  private async listGivenWay(tx: Tx, requestId: Id): Promise<Candidacy[]> {
    const way = givenWayTo(await findOffersOf(tx, [requestId]));
    if (!way) return [];
    const without = await tx.find(Candidacy, { where: { requestId, state: 'without_object', decision: 'admit' } });
    const closed = await tx.find(CommissionSession, { where: { id: In(without.map(({ sessionId }) => sessionId)) } });
    const isSince = ({ sessionId }: Candidacy): boolean =>
      closed.some(({ id, closedAt }) => id === sessionId && closedAt !== null && closedAt >= way.since);
    const replaced = await tx.find(Candidacy, { where: { id: In([...way.replaced]), state: 'admitted' } });
    return [...without.filter(isSince), ...replaced];
  }
}
