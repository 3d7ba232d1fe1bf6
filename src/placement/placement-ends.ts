import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Supply } from '../supply/index.js';
import { ChildRequest, FamilyMessages, RequestMoves, ruleOf } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { groupedBy } from '../kernel/grouped-by.js';
import type { Id } from '../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import { addDays, type Day } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import { Queue } from '../platform/queue/index.js';
import { actorRef, SYSTEM, type Actor } from '../platform/security/index.js';
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
import { SolutionLines } from './solution-lines.js';
import { lockOffer, lockPlacement, lockSections } from './place-locks.js';
import { PLACEMENT_RELEASED } from './placement-jobs.js';
import { Placements } from './placements.js';
import { Seats } from './seats.js';

export interface GivingUp {
  readonly reason?: string;
  /** `wait` to look for another place, `withdraw` to stop there. */
  readonly choice: 'wait' | 'withdraw';
  /** The adult who said it by telephone, to whoever acts; absent when the family acts by itself. */
  readonly saidBy?: number;
}

/**
 * The ways a place ends: given up before it begins, a departure, a child who never came, a refused ratification, its
 * last day.
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
    private readonly supply: Supply,
    private readonly messages: FamilyMessages,
    private readonly lines: SolutionLines,
  ) {}

  /**
   * A departure: the seats come free after the last day, those of a planned change of section with them, and nothing
   * more is expected. A known family's request ends then, not before: until that day the child is there.
   */
  async leave(tx: Tx, actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    const placement = await this.placements.held(tx, actor, placementId);
    const last = lastDayOf(placement);
    if (lastDay < placement.from || lastDay > last)
      throw new DomainError(refuse('placement.lastDay', { from: placement.from, to: last }));
    await this.audit.changed(tx, actor, 'placement.leave', { kind: 'placement', id: placementId });
    const later = await this.laterParts(tx, placement);
    await this.remember(tx, placement, [placement, ...later]);
    if (await this.endOn(tx, placement, later, lastDay)) await this.endRequest(tx, actor, placement);
  }

  /**
   * The child never came: its seats come free from today, those of a planned change of section with them, and go to the
   * next where its session allowed it; its request waits again, for the rest where a part of the week is still held. Its
   * family is told.
   */
  async noShow(tx: Tx, actor: Actor, placementId: Id): Promise<void> {
    const placement = await this.placements.held(tx, actor, placementId);
    if (!placement.requestId) throw new DomainError(refuse('placement.noFamily'));
    const today = this.clock.today();
    const early = judgeNoShow(placement, today);
    if (early) throw new DomainError(early);
    const parts = [placement, ...(await this.laterParts(tx, placement))];
    await this.remember(tx, placement, parts);
    await this.endParts(tx, actor, 'noShow', parts, addDays(today, -1));
    const partLeft = await this.goesOn(tx, placement.requestId);
    const { dossierId } = await this.moves.move(tx, actor, placement.requestId, 'noShow', {
      facts: { partLeft },
      history: { placementId },
    });
    const provider = this.supply.provider(this.supply.section(placement.sectionId)!.providerId)?.name ?? '';
    const left = partLeft ? 'part' : 'nothing';
    await this.messages.write(tx, dossierId, 'no-show', ({ day }) => ({ provider, from: day(placement.from), left }));
  }

  /**
   * A family gives up the place it has accepted, before its first day, or has the desk note it: the seats come free at
   * once and go to the next where the session allowed it.
   * @returns the offer that had been accepted
   * @throws NotFound when it is another family's; DomainError when nothing is held, it has begun, or a better place
   * follows it
   */
  async giveUp(tx: Tx, actor: Actor, offerId: Id, { reason, choice, saidBy }: GivingUp): Promise<Offer> {
    const offer = await lockOffer(tx, offerId);
    if (!offer || (actor.kind === 'family' && actor.dossierId !== offer.dossierId)) throw new NotFound('offer');
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

  /** What an accepted offer holds, first day first: more than one place when a change of section is planned. */
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
    for (const { id } of await tx.find(ChildRequest, { where: { transferFromId: requestId } })) {
      if ((await tx.count(Placement, { requestId: id, state: 'held' })) > 0)
        throw new DomainError(refuse('placement.betterFollows'));
    }
    return places;
  }

  /** So that it can be taken back (PlacementChanges.undo). */
  private async remember(tx: Tx, { id }: Placement, parts: readonly Placement[]): Promise<void> {
    await tx.update(
      Placement,
      { id },
      { beforeEnd: parts.map(({ id: part, to, pathTo }) => ({ id: part, to, pathTo })) },
    );
  }

  /** The same place after a planned change of section, whether its family is known or not. */
  private async laterParts(tx: Tx, { childId, offerId, from }: Placement): Promise<Placement[]> {
    return (await tx.lockAll(Placement, { childId, state: 'held' })).filter(
      (part) => part.offerId === offerId && part.from > from,
    );
  }

  /** Its family or a session ends a place: what its director had noted before is not taken back any more. */
  private async endForGood(tx: Tx, offerId: Id | null): Promise<void> {
    if (offerId !== null) await tx.update(Placement, { offerId }, { beforeEnd: null });
  }

  /** Ends a place on a day of it, with all that was planned after it. @returns whether it is over */
  private async endOn(tx: Tx, placement: Placement, later: readonly Placement[], lastDay: Day): Promise<boolean> {
    for (const part of later) {
      // What answers the request stays, until the last day, with the part in which the child is.
      await this.lines.change(tx, { placementId: part.id }, { placementId: placement.id });
      await this.shorten(tx, part, addDays(part.from, -1));
    }
    return this.shorten(tx, placement, lastDay);
  }

  /** Ends a place with all that was planned after it, and says so of each part: its seats are in another section. */
  private async endParts(
    tx: Tx,
    actor: Actor,
    why: 'noShow' | 'giveUp',
    parts: readonly Placement[],
    lastDay: Day,
  ): Promise<void> {
    // What was over already, whether or not a job has said so, ended when it did.
    const end = (to: Day): Day => (to < lastDay ? to : lastDay);
    for (const part of parts) {
      const [unused, last] = [addDays(part.from, -1), end(lastDayOf(part))];
      await this.shorten(tx, part, unused > last ? unused : last);
      await this.audit.changed(tx, actor, `placement.${why}`, { kind: 'placement', id: part.id });
      await this.tellReleased(tx, part);
    }
    // One line answers the request, whatever its sections.
    await this.lines.change(
      tx,
      { placementId: In(parts.map(({ id }) => id)) },
      { to: end(parts.map(lastDayOf).sort().at(-1)!) },
    );
  }

  /**
   * A better place was accepted: the one that its family keeps until then ends the day before the other begins,
   * yesterday where that has begun, and its seats from then on come free at once.
   * @returns the first day of the better place: today where it was to begin while the child was still in the other
   */
  async transferred(
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
    let first = offer.from;
    for (const parts of groupedBy(held, ({ offerId }) => offerId).values()) {
      if (!parts.some((part) => lastDayOf(part) >= offer.from)) continue;
      // What was planned after that is not used.
      const there = partUntil(parts, offer, today);
      const later = parts.filter(({ from }) => from > there.from);
      const lastDay = lastDayOfTransfer(there, offer, today);
      if (lastDay >= there.from && lastDay >= first) first = addDays(lastDay, 1);
      const over = await this.endOn(tx, there, later, lastDay);
      await this.endForGood(tx, there.offerId);
      for (const part of [there, ...later]) {
        await this.audit.changed(tx, actor, 'placement.transfer', { kind: 'placement', id: part.id });
        await this.tellReleased(tx, part, offer.sessionId);
      }
      if (over) await this.endRequest(tx, SYSTEM, there);
    }
    return first;
  }

  /** Downstream decides who is next: the seats are free from this commit on. */
  private async tellReleased(tx: Tx, { id, offerId }: Placement, sessionId?: Id | null): Promise<void> {
    const decidedBy = sessionId ?? (offerId ? (await tx.findOne(Offer, { id: offerId }))?.sessionId : null);
    if (decidedBy) await this.queue.plan(tx, PLACEMENT_RELEASED, { placementId: id, sessionId: decidedBy });
  }

  /**
   * The body's verdict on an emergency admission; refused, the place ends on a day at least 30 days away and the
   * request waits again.
   */
  async ratify(
    tx: Tx,
    actor: Actor,
    placementId: Id,
    verdict: { ratified: true } | { ratified: false; lastDay: Day },
  ): Promise<void> {
    const placement = await this.placements.held(tx, actor, placementId);
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
   * Job of the morning after the last day: closes the place, unless it was moved meanwhile. A child whose next section
   * nobody has confirmed has not left.
   */
  async endIfOver(tx: Tx, placementId: Id): Promise<void> {
    const placement = await lockPlacement(tx, placementId);
    if (placement?.state !== 'held' || lastDayOf(placement) >= this.clock.today()) return;
    await tx.update(Placement, { id: placementId }, { state: 'ended' });
    await this.lines.change(tx, { placementId }, { endedAt: this.clock.now() });
    await this.endRequest(tx, SYSTEM, placement);
  }

  /** The request ends with its last place, unless another goes on or its family is already asking again. */
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
    const request = await tx.lock(ChildRequest, { id: requestId });
    if (request && ruleOf(action).from.includes(request.state))
      await this.moves.move(tx, actor, requestId, action, { history: { placementId } });
  }

  /** A last day within what is only expected leaves what is held as it is. @returns whether the place is over */
  private async shorten(tx: Tx, placement: Placement, lastDay: Day): Promise<boolean> {
    const firstFree = addDays(lastDay, 1);
    await this.seats.release(tx, { ...placement, from: firstFree < placement.from ? placement.from : firstFree });
    const over = lastDay < placement.from || lastDay < this.clock.today();
    await tx.update(
      Placement,
      { id: placement.id },
      {
        ...(lastDay <= placement.to ? { to: lastDay, pathTo: null } : { pathTo: lastDay }),
        state: over ? 'ended' : 'held',
      },
    );
    await this.lines.change(
      tx,
      { placementId: placement.id },
      { to: lastDay, ...(over ? { endedAt: this.clock.now() } : {}) },
    );
    if (!over) await this.placements.planEnd(tx, placement.id, lastDay);
    return over;
  }
}
