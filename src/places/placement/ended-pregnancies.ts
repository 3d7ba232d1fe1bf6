import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  findRequest,
  findTransfersFrom,
  isExpected,
  isOpen,
  lockRequests,
  mayTellBirth,
  RequestMoves,
  type ChildRequest,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { Outbox } from '../../foundation/platform/outbox/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { GivenUpPlaces } from './given-up-places.js';
import { Placement, Solution } from './persistence/placement.entities.js';
import { SolutionLines } from './solution-lines.js';

/**
 * Stops everything for a child who is not expected any more. No reason is asked, and none is kept: what is written is
 * what any family writes that stops its request without saying why. The family is not written to again about it.
 */
@Injectable()
export class EndedPregnancies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly moves: RequestMoves,
    private readonly givenUp: GivenUpPlaces,
    private readonly lines: SolutionLines,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param version of the request that the person was looking at
   * @throws Conflict; DomainError when no child is expected, or its place has already begun
   */
  async stopRequest(actor: Actor, requestId: Id, version: number): Promise<void> {
    await this.unitOfWork.run((tx) => this.stopAll(tx, actor, requestId, version));
  }

  private async stopAll(tx: Tx, actor: Actor, requestId: Id, version: number): Promise<void> {
    const transfers = await findTransfersFrom(tx, requestId);
    await lockRequests(tx, [requestId, ...transfers.map(({ id }) => id)]);
    const request = await findRequest(tx, requestId);
    if (!request) throw new NotFound('request');
    if (request.version !== version) throw new Conflict(refuse('request.changed', { state: request.state }));
    if (!isExpected(request) || !mayTellBirth(request)) throw new DomainError(refuse('request.notExpected'));
    // A better place that follows is given up before the place that it follows.
    for (const each of [...transfers, request]) await this.stopOne(tx, actor, each);
  }

  private async stopOne(tx: Tx, actor: Actor, { id }: ChildRequest): Promise<void> {
    for (const offerId of await this.placesOf(tx, id))
      await this.givenUp.giveUpQuietly(tx, actor, offerId, { choice: 'withdraw' });
    // What was agreed with a childminder, or found elsewhere, is not needed any more.
    const lines = (await tx.find(Solution, { where: { requestId: id } })).filter(({ endedAt }) => endedAt === null);
    await this.lines.changeLines(tx, { id: In(lines.map((line) => line.id)) }, { endedAt: this.clock.now() });
    const { state } = (await findRequest(tx, id))!;
    if (isOpen(state)) await this.moves.move(tx, actor, id, 'withdraw', { reason: 'unsaid' });
    else if (state === 'placed')
      await this.moves.move(tx, actor, id, 'giveUp', { choice: 'withdraw', facts: { partLeft: false } });
    for (const what of ['silence', 'completion', 'birth'] as const) await this.outbox.dropAbout(tx, `${what}:${id}`);
  }

  /** The accepted offers whose places are held, the last to begin first. */
  private async placesOf(tx: Tx, requestId: Id): Promise<Id[]> {
    const held = await tx.find(Placement, { where: { requestId, state: 'held' }, order: { from: 'DESC' } });
    return [...new Set(held.flatMap(({ offerId }) => offerId ?? []))];
  }
}
