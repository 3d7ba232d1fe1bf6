import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { lockSections } from '../supply/index.js';
import {
  FamilyMessages,
  findRequest,
  findTransfersFrom,
  isOpen,
  lockRequest,
  RequestMoves,
  ruleOf,
} from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { groupedBy } from '../kernel/grouped-by.js';
import type { Id } from '../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import { addDays, type Day } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import { Queue } from '../platform/queue/index.js';
import { actorRef, SYSTEM, type Actor } from '../platform/security/index.js';
import { daysInTurn } from './domain/days-in-turn.js';
import {
  DAYS_AFTER_REFUSED_RATIFICATION,
  judgeGiveUp,
  judgeNoShow,
  lastDayOfTransfer,
  partUntil,
} from './domain/placement-end.js';
import { lastDayOf } from './domain/placement-path.js';
import { answerFacts } from './offer-answers.js';
import { Offer, Placement, Solution } from './persistence/placement.entities.js';
import { PlaceWords } from './place-words.js';
import { SolutionLines } from './solution-lines.js';
import { isFamilyOf } from './placement.policy.js';
import { lockOffer, lockPlacement } from './place-locks.js';
import { PLACEMENT_RELEASED } from './placement-jobs.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';

export interface GivingUp {
  readonly reason?: string;
  /** `wait` to look for another place, `withdraw` to stop there. */
  readonly choice: 'wait' | 'withdraw';
  /** The adult who gave the place up by telephone, as recorded by an agent; absent when the family acts by itself. */
  readonly saidBy?: number;
}

/**
 * Ends places: a family gives one up before it begins, a child leaves or never came, a ratification is refused, or the
 * last day is over.
 */
@Injectable()
export class PlacementEnds {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly seats: Seats,
    private readonly moves: RequestMoves,
    private readonly audit: Audit,
    private readonly queue: Queue,
    private readonly places: PlaceWords,
    private readonly messages: FamilyMessages,
    private readonly lines: SolutionLines,
  ) {}

  /**
   * Records a departure. The seats after the last day come free, including those of a planned change of section, and
   * no later section is expected. The request of a known family ends after the last day and not before, because the
   * child still comes until then.
   */
  async recordDeparture(tx: Tx, actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    const placement = await this.placements.findHeld(tx, actor, placementId);
    const last = lastDayOf(placement);
    if (lastDay < placement.from || lastDay > last)
      throw new DomainError(refuse('placement.lastDay', { from: placement.from, to: last }));
    await this.audit.changed(tx, actor, 'placement.leave', { kind: 'placement', id: placementId });
    const later = await this.laterParts(tx, placement);
    await this.rememberParts(tx, placement, [placement, ...later]);
    if (await this.endOn(tx, placement, later, lastDay)) await this.endRequest(tx, actor, placement);
  }

  /**
   * Records that the child never came. Its seats come free from today, including those of a planned change of section,
   * and are offered to the next in rank where the session allowed it. The request waits again: for everything, or for
   * the rest where another place still holds a part of the week. A request that was already looking for the rest stays
   * where it is. The family is told.
   */
  async recordNoShow(tx: Tx, actor: Actor, placementId: Id): Promise<void> {
    const placement = await this.placements.findHeld(tx, actor, placementId);
    if (!placement.requestId) throw new DomainError(refuse('placement.noFamily'));
    const today = this.clock.today();
    const early = judgeNoShow(placement, today);
    if (early) throw new DomainError(early);
    const parts = [placement, ...(await this.laterParts(tx, placement))];
    await this.rememberParts(tx, placement, parts);
    await this.endParts(tx, actor, 'noShow', parts, addDays(today, -1));
    const partLeft = await this.goesOn(tx, placement.requestId);
    const { dossierId, state } = await this.moves.move(tx, actor, placement.requestId, 'noShow', {
      facts: { partLeft },
      history: { placementId },
    });
    const place = this.places.argsOf(placement, await findRequest(tx, placement.requestId));
    const left = !isOpen(state) ? 'closed' : partLeft ? 'part' : state === 'waiting_list' ? 'nothing' : 'search';
    await this.messages.writeMessage(tx, {
      dossierId,
      requestIds: [placement.requestId],
      kind: 'no-show',
      args: (words) => ({ ...place(words), left }),
    });
  }

  /**
   * A family gives up an accepted place before its first day, by itself or through the desk. The seats come free at
   * once and are offered to the next in rank where the session allowed it.
   * @returns the offer that had been accepted
   * @throws NotFound when the place is another family's
   * @throws DomainError when no place is held, the place has begun, or a better place follows it
   */
  async giveUp(tx: Tx, actor: Actor, offerId: Id, { reason, choice, saidBy }: GivingUp): Promise<Offer> {
    const offer = await lockOffer(tx, offerId);
    if (!offer || (actor.kind === 'family' && !isFamilyOf(actor, offer))) throw new NotFound('offer');
    const places = await this.toGiveUp(tx, offer);
    await tx.update(
      Offer,
      { id: offerId },
      {
        state: 'given_up',
        version: offer.version + 1,
        declineReason: reason ?? null,
        answeredAt: this.clock.now(),
        answeredBy: actorRef(actor),
        saidBy: saidBy ?? null,
      },
    );
    await this.endForGood(tx, offerId);
    await this.endParts(tx, actor, 'giveUp', places, addDays(places[0]!.from, -1));
    const { requestId } = offer;
    await this.moves.move(tx, actor, requestId, 'giveUp', {
      reason,
      choice,
      facts: { partLeft: await this.goesOn(tx, requestId) },
      history: answerFacts(offer, saidBy),
    });
    return offer;
  }

  /** The parts of the place of an accepted offer, first day first. There are several when a change is planned. */
  private async toGiveUp(tx: Tx, { id: offerId, requestId }: Offer): Promise<Placement[]> {
    const places = (await tx.lockAll(Placement, { offerId, state: 'held' })).sort((a, b) =>
      a.from.localeCompare(b.from),
    );
    await lockSections(
      tx,
      places.map(({ sectionId }) => sectionId),
    );
    const [first] = places;
    if (!first) throw new DomainError(refuse('placement.notHeld'));
    const begun = judgeGiveUp(first, this.clock.today());
    if (begun) throw new DomainError(begun);
    for (const { id } of await findTransfersFrom(tx, requestId)) {
      if ((await tx.count(Placement, { requestId: id, state: 'held' })) > 0)
        throw new DomainError(refuse('placement.betterFollows'));
    }
    return places;
  }

  /**
   * Remembers the parts of a place as they are, so that PlacementChanges.undoEnd can restore them. An end noted before
   * of a later part is no longer taken back by itself: that part would go on after the child has left.
   */
  private async rememberParts(tx: Tx, { id }: Placement, parts: readonly Placement[]): Promise<void> {
    const others = parts.filter((part) => part.id !== id).map((part) => part.id);
    if (others.length > 0) await tx.update(Placement, { id: In(others) }, { beforeEnd: null });
    await tx.update(
      Placement,
      { id },
      { beforeEnd: parts.map(({ id: part, to, pathTo }) => ({ id: part, to, pathTo })) },
    );
  }

  /** The later parts of the same place, whether or not its family is known. */
  private async laterParts(tx: Tx, { childId, offerId, from }: Placement): Promise<Placement[]> {
    return (await tx.lockAll(Placement, { childId, state: 'held' })).filter(
      (part) => part.offerId === offerId && part.from > from,
    );
  }

  /** Forgets what a director could have undone: the family or a session has now ended the place for good. */
  private async endForGood(tx: Tx, offerId: Id | null): Promise<void> {
    if (offerId !== null) await tx.update(Placement, { offerId }, { beforeEnd: null });
  }

  /** Ends a part of a place on a day, and every part planned after it. @returns whether the place is over today */
  private async endOn(tx: Tx, placement: Placement, later: readonly Placement[], lastDay: Day): Promise<boolean> {
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
  private async endParts(
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
   * Ends the place that a family kept until a better one, now that it has accepted the better one. It ends the day
   * before the better place begins, or yesterday if that day is past. Its seats after that come free at once.
   * @returns the first day of the better place: today when it should already have begun while the child was still in
   * the other
   */
  async endByTransfer(
    tx: Tx,
    actor: Actor,
    originId: Id,
    offer: Pick<Offer, 'from' | 'sessionId' | 'sectionId'>,
  ): Promise<Day> {
    const today = this.clock.today();
    const held = (await tx.lockAll(Placement, { requestId: originId, state: 'held' })).sort((a, b) =>
      a.from.localeCompare(b.from),
    );
    await lockSections(
      tx,
      [offer, ...held].map(({ sectionId }) => sectionId),
    );
    // Whatever was ended before, on whichever day: undoing it would give the child a place beside the better one.
    await tx.update(Placement, { requestId: originId }, { beforeEnd: null });
    let first = offer.from;
    for (const parts of groupedBy(held, ({ offerId }) => offerId).values()) {
      if (!parts.some((part) => lastDayOf(part) >= offer.from)) continue;
      // Parts planned after the better place begins are not used.
      const there = partUntil(parts, offer, today);
      const later = parts.filter(({ from }) => from > there.from);
      const lastDay = lastDayOfTransfer(there, offer, today);
      if (lastDay >= there.from && lastDay >= first) first = addDays(lastDay, 1);
      const over = await this.endOn(tx, there, later, lastDay);
      for (const part of [there, ...later]) {
        await this.audit.changed(tx, actor, 'placement.transfer', { kind: 'placement', id: part.id });
        await this.tellReleased(tx, part, offer.sessionId);
      }
      if (over) await this.endRequest(tx, SYSTEM, there);
    }
    return first;
  }

  /**
   * Announces that seats are free once this transaction is committed. A downstream feature then decides who is offered
   * them next.
   */
  private async tellReleased(tx: Tx, { id, offerId }: Placement, sessionId?: Id | null): Promise<void> {
    const decidedBy = sessionId ?? (offerId ? (await tx.findOne(Offer, { id: offerId }))?.sessionId : null);
    if (decidedBy) await this.queue.plan(tx, PLACEMENT_RELEASED, { placementId: id, sessionId: decidedBy });
  }

  /**
   * Records whether the body ratified an emergency admission. A refused place ends on a day at least 30 days away, and
   * its request waits again.
   */
  async recordRatification(
    tx: Tx,
    actor: Actor,
    placementId: Id,
    verdict: { ratified: true } | { ratified: false; lastDay: Day },
  ): Promise<void> {
    const placement = await this.placements.findHeld(tx, actor, placementId);
    if (placement.ratification !== 'pending') throw new DomainError(refuse('placement.notPending'));
    const earliest = addDays(this.clock.today(), DAYS_AFTER_REFUSED_RATIFICATION);
    if (!verdict.ratified && verdict.lastDay < earliest)
      throw new DomainError(refuse('placement.thirtyDays', { earliest }));
    await tx.update(
      Placement,
      { id: placementId },
      { ratification: verdict.ratified ? 'ratified' : 'refused', ratifiedAt: this.clock.now() },
    );
    await this.audit.changed(
      tx,
      actor,
      'placement.ratify',
      { kind: 'placement', id: placementId },
      { ratified: verdict.ratified },
    );
    if (verdict.ratified) return;
    await this.endForGood(tx, placement.offerId);
    const parts = (await tx.lockAll(Placement, { childId: placement.childId, state: 'held' })).filter(
      ({ offerId, from }) => offerId === placement.offerId && from <= verdict.lastDay,
    );
    const there = parts.sort((a, b) => a.from.localeCompare(b.from)).at(-1) ?? placement;
    await tx.update(Placement, { id: there.id }, { ratification: 'refused', ratifiedAt: this.clock.now() });
    if (verdict.lastDay < lastDayOf(placement))
      await this.endOn(tx, there, await this.laterParts(tx, there), verdict.lastDay);
    if (placement.requestId) await this.moveIfLegal(tx, actor, placement.requestId, 'unratify', placement.id);
  }

  /**
   * Closes a place on the morning after its last day, unless the last day was moved. A child whose next section nobody
   * has confirmed has not left, so its place stays.
   */
  async endIfOver(tx: Tx, placementId: Id): Promise<void> {
    const placement = await lockPlacement(tx, placementId);
    if (placement?.state !== 'held' || lastDayOf(placement) >= this.clock.today()) return;
    await tx.update(Placement, { id: placementId }, { state: 'ended' });
    await this.lines.changeLines(tx, { placementId }, { endedAt: this.clock.now() });
    await this.endRequest(tx, SYSTEM, placement);
  }

  /** Ends the request with its last place, unless another solution goes on or the family is already asking again. */
  private async endRequest(tx: Tx, actor: Actor, placement: Placement): Promise<void> {
    if (!placement.requestId) return;
    if (!(await this.goesOn(tx, placement.requestId)))
      await this.moveIfLegal(tx, actor, placement.requestId, 'leave', placement.id);
  }

  /** Whether anything that answers the request goes on. */
  private async goesOn(tx: Tx, requestId: Id): Promise<boolean> {
    const today = this.clock.today();
    const lines = await tx.find(Solution, { where: { requestId } });
    if (lines.some((line) => line.endedAt === null && (line.to === null || line.to >= today))) return true;
    return (await tx.find(Placement, { where: { requestId, state: 'held' } })).some(
      (place) => lastDayOf(place) >= today,
    );
  }

  private async moveIfLegal(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    action: 'leave' | 'unratify',
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
    await this.lines.changeLines(
      tx,
      { placementId: placement.id },
      { to: lastDay, ...(over ? { endedAt: this.clock.now() } : {}) },
    );
    if (!over) await this.placements.planEnd(tx, placement.id, lastDay);
    return over;
  }
}
