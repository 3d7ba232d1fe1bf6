import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { lockRequest, RequestMoves, ruleOf } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { daysInTurn } from './domain/days-in-turn.js';
import { lastDayOf } from './domain/placement-path.js';
import { Offer, Placement, Solution } from './persistence/placement.entities.js';
import { PLACEMENT_RELEASED } from './placement-jobs.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';
import { SolutionLines } from './solution-lines.js';
import { TemporaryPlaces } from './temporary-places.js';

/** Ends the parts of a place, whoever ends the place and why: seats, solution line, and what follows for the request. */
@Injectable()
export class PartEnds {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly seats: Seats,
    private readonly temporary: TemporaryPlaces,
    private readonly moves: RequestMoves,
    private readonly audit: Audit,
    private readonly queue: Queue,
    private readonly lines: SolutionLines,
  ) {}

  /** The later parts of the same place, whether or not its family is known. */
  async laterParts(tx: Tx, { childId, offerId, from }: Placement): Promise<Placement[]> {
    return (await tx.lockAll(Placement, { childId, state: 'held' })).filter(
      (part) => part.offerId === offerId && part.from > from,
    );
  }

  /** Forgets what a director could have undone: the family or a session has now ended the place for good. */
  async forbidUndo(tx: Tx, offerId: Id | null): Promise<void> {
    if (offerId !== null) await tx.update(Placement, { offerId }, { beforeEnd: null });
  }

  /** Ends a part of a place on a day, and every part planned after it. @returns whether the place is over today */
  async endOn(tx: Tx, placement: Placement, later: readonly Placement[], lastDay: Day): Promise<boolean> {
    for (const part of later) {
      // The solution line of a later part goes back to the part in which the child stays until the last day.
      await this.lines.changeLines(tx, { placementId: part.id }, { placementId: placement.id, slots: placement.slots });
      await this.shortenPart(tx, part, addDays(part.from, -1));
    }
    return this.shortenPart(tx, placement, lastDay);
  }

  /**
   * Ends all parts of a place. Each part is audited and its seats announced as free, because each may be in another
   * section.
   */
  async endParts(
    tx: Tx,
    actor: Actor,
    why: 'noShow' | 'giveUp',
    parts: readonly Placement[],
    lastDay: Day,
  ): Promise<void> {
    // A part that was already over keeps its own last day, even if no job has closed it yet.
    const end = (to: Day): Day => (to < lastDay ? to : lastDay);
    for (const part of parts) {
      const [unused, last] = [addDays(part.from, -1), end(lastDayOf(part))];
      await this.shortenPart(tx, part, unused > last ? unused : last);
      await this.audit.changed(tx, actor, `placement.${why}`, { kind: 'placement', id: part.id });
      await this.tellReleased(tx, part);
    }
    // One solution line answers the request, however many sections the place has. It keeps the half-days on which the
    // child last came: those of a change that was still to come were never anybody's.
    const { childId, offerId } = parts[0]!;
    const lived = daysInTurn(await tx.find(Placement, { where: { childId, offerId: offerId ?? IsNull() } })).at(-1);
    await this.lines.changeLines(
      tx,
      { placementId: In(parts.map(({ id }) => id)) },
      { to: end(parts.map(lastDayOf).sort().at(-1)!), ...(lived ? { slots: lived.slots } : {}) },
    );
  }

  /**
   * Announces that seats are free once this transaction is committed. A downstream feature then decides who is offered
   * them next.
   */
  async tellReleased(tx: Tx, { id, offerId }: Placement, sessionId?: Id | null): Promise<void> {
    const decidedBy = sessionId ?? (offerId ? (await tx.findOne(Offer, { id: offerId }))?.sessionId : null);
    if (decidedBy) await this.queue.plan(tx, PLACEMENT_RELEASED, { placementId: id, sessionId: decidedBy });
  }

  /** Ends the request with its last place, unless another solution goes on or the family is already asking again. */
  async endRequest(tx: Tx, actor: Actor, placement: Placement): Promise<void> {
    if (!placement.requestId) return;
    if (!(await this.goesOn(tx, placement.requestId)))
      await this.moveIfLegal(tx, actor, placement.requestId, 'leave', placement.id);
  }

  /** Whether anything that answers the request goes on. */
  async goesOn(tx: Tx, requestId: Id): Promise<boolean> {
    const today = this.clock.today();
    const lines = await tx.find(Solution, { where: { requestId } });
    if (lines.some((line) => line.endedAt === null && (line.to === null || line.to >= today))) return true;
    return (await tx.find(Placement, { where: { requestId, state: 'held' } })).some(
      (place) => lastDayOf(place) >= today,
    );
  }

  async moveIfLegal(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    action: 'leave' | 'ratify' | 'unratify',
    placementId: Id,
  ): Promise<void> {
    const request = await lockRequest(tx, requestId);
    if (request && ruleOf(action).from.includes(request.state))
      await this.moves.move(tx, actor, requestId, action, { history: { placementId } });
  }

  /**
   * Gives a part an earlier last day. When that day lies in the part of the path that is only expected, the held seats
   * stay as they are. @returns whether the part is over today
   */
  private async shortenPart(tx: Tx, placement: Placement, lastDay: Day): Promise<boolean> {
    const firstFree = addDays(lastDay, 1);
    await this.seats.releaseSeats(tx, { ...placement, from: firstFree < placement.from ? placement.from : firstFree });
    const over = lastDay < placement.from || lastDay < this.clock.today();
    await tx.update(
      Placement,
      { id: placement.id },
      {
        ...(lastDay <= placement.to ? { to: lastDay, pathTo: null } : { pathTo: lastDay }),
        state: over ? 'ended' : 'held',
      },
    );
    await this.temporary.followHome(tx, placement.childId);
    await this.lines.changeLines(
      tx,
      { placementId: placement.id },
      { to: lastDay, ...(over ? { endedAt: this.clock.now() } : {}) },
    );
    if (!over) await this.placements.planEnd(tx, placement.id, lastDay);
    return over;
  }
}
