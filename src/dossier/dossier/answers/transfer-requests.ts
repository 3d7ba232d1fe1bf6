import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { actorRef, SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { childFacts } from '../domain/known-facts.js';
import { FactRecords } from '../lifecycle/fact-records.js';
import { nextActOf } from '../domain/next-act.js';
import { OPEN_STATES } from '../domain/request-states.js';
import { ChildRequest, Orientation, type Wish } from '../persistence/dossier.entities.js';
import { RequestMoves } from '../lifecycle/request-moves.js';
import { MoveHistory } from '../lifecycle/move-history.js';
import { RequestWishes } from './request-wishes.js';

/**
 * Transfers: a child that has a place stays in the running for better wishes. It does so in a request of its own,
 * whose `transferFromId` is the request that has the place (domain.md §5). The transfer keeps the date of the child's
 * first request. Once that place has ended, the transfer is a request like any other.
 */
@Injectable()
export class TransferRequests {
  constructor(
    private readonly clock: Clock,
    private readonly moves: RequestMoves,
    private readonly history: MoveHistory,
    private readonly wishes: RequestWishes,
    private readonly records: FactRecords,
  ) {}

  /** @param wishes the wishes of the first request that are better than its place, best first */
  async openTransfer(tx: Tx, actor: Actor, origin: ChildRequest, wishes: readonly Wish[]): Promise<ChildRequest> {
    const act = nextActOf('oriented', this.clock.today())!;
    const request: ChildRequest = {
      ...origin,
      id: newId(),
      state: 'oriented',
      version: 1,
      nextAct: act.code,
      nextActDue: act.due,
      nextActOwner: act.owner,
      actAfterReach: null,
      confirmedAt: this.clock.now(),
      joinedIntoId: null,
      transferFromId: origin.id,
      // The child has a place: nothing is urgent any more.
      urgentFrom: null,
      deskNote: null,
    };
    await tx.insert(ChildRequest, request);
    await this.records.addFacts(tx, childFacts(request.id, request, this.clock.today()));
    await this.wishes.beginWishes(tx, request.id, wishes, this.clock.today());
    await tx.insert(Orientation, {
      id: newId(),
      requestId: request.id,
      track: 'commission',
      decidedAt: this.clock.now(),
      decidedBy: actorRef(actor),
    });
    await this.history.recordTransfer(tx, actor, request, origin.id);
    return request;
  }

  /** The transfers of these requests that are still looking for a better place. */
  async openOf(from: Reader | Tx, originIds: readonly Id[]): Promise<ChildRequest[]> {
    return originIds.length === 0
      ? []
      : from.find(ChildRequest, { where: { transferFromId: In([...originIds]), state: In([...OPEN_STATES]) } });
  }

  /**
   * Ends the transfer of a request that lost its place. The request itself then waits again for every wish, so a
   * transfer has no purpose.
   */
  async foldIn(tx: Tx, originId: Id): Promise<void> {
    for (const { id } of await this.openOf(tx, [originId])) await this.moves.move(tx, SYSTEM, id, 'endTransfer');
  }
}
