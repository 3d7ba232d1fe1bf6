import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { lockSections } from '../../offer/supply/index.js';
import { FamilyMessages, findRequest, isOpen, RequestMoves } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { DAYS_AFTER_REFUSED_RATIFICATION, judgeNoShow, lastDayOfTransfer, partUntil } from './domain/placement-end.js';
import { lastDayOf } from './domain/placement-path.js';
import { PartEnds } from './part-ends.js';
import { Offer, Placement } from './persistence/placement.entities.js';
import { PlaceWords } from './place-words.js';
import { SolutionLines } from './solution-lines.js';
import { lockPlacement } from './place-locks.js';
import { Placements } from './placements.js';
import { NO_SHOW } from './message-kinds.js';

/**
 * Ends places: a child leaves or never came, its family accepted a better place, a ratification is refused, or the last
 * day is over. GivenUpPlaces ends a place before it begins.
 */
@Injectable()
export class PlacementEnds {
  constructor(
    private readonly clock: Clock,
    private readonly placements: Placements,
    private readonly moves: RequestMoves,
    private readonly audit: Audit,
    private readonly places: PlaceWords,
    private readonly messages: FamilyMessages,
    private readonly lines: SolutionLines,
    private readonly parts: PartEnds,
  ) {}

  /**
   * Records a departure. The seats after the last day come free, including those of a planned change of section, and
   * no later section is expected. The request of a known family ends after the last day and not before, because the
   * child still comes until then.
   */
  async recordDeparture(tx: Tx, actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    await this.departOn(tx, actor, await this.placements.findHeld(tx, actor, placementId), lastDay);
  }

  /**
   * {@link recordDeparture} on the day before a closing, by who looks after the establishment: the caller has
   * authorised it.
   */
  async endBeforeClosing(tx: Tx, actor: Actor, placementId: Id, lastDay: Day): Promise<Placement> {
    const placement = await this.placements.lockWithSections(tx, placementId);
    if (placement.state !== 'held') throw new NotFound('placement');
    await this.departOn(tx, actor, placement, lastDay);
    return placement;
  }

  private async departOn(tx: Tx, actor: Actor, placement: Placement, lastDay: Day): Promise<void> {
    const last = lastDayOf(placement);
    if (lastDay < placement.from || lastDay > last)
      throw new DomainError(refuse('placement.lastDay', { from: placement.from, to: last }));
    await this.audit.changed(tx, actor, 'placement.leave', { kind: 'placement', id: placement.id });
    const later = await this.parts.laterParts(tx, placement);
    await this.rememberParts(tx, placement, [placement, ...later]);
    if (await this.parts.endOn(tx, placement, later, lastDay)) await this.parts.endRequest(tx, actor, placement);
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
    const parts = [placement, ...(await this.parts.laterParts(tx, placement))];
    await this.rememberParts(tx, placement, parts);
    await this.parts.endParts(tx, actor, 'noShow', parts, addDays(today, -1));
    const partLeft = await this.parts.goesOn(tx, placement.requestId);
    const { dossierId, state } = await this.moves.move(tx, actor, placement.requestId, 'noShow', {
      facts: { partLeft },
      history: { placementId },
    });
    const place = this.places.argsOf(placement, await findRequest(tx, placement.requestId));
    const left = !isOpen(state) ? 'closed' : partLeft ? 'part' : state === 'waiting_list' ? 'nothing' : 'search';
    await this.messages.writeMessage(tx, {
      dossierId,
      requestIds: [placement.requestId],
      kind: NO_SHOW,
      args: (words) => ({ ...place(words), left }),
    });
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
      const over = await this.parts.endOn(tx, there, later, lastDay);
      for (const part of [there, ...later]) {
        await this.audit.changed(tx, actor, 'placement.transfer', { kind: 'placement', id: part.id });
        await this.parts.tellReleased(tx, part, offer.sessionId);
      }
      if (over) await this.parts.endRequest(tx, SYSTEM, there);
    }
    return first;
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
    if (verdict.ratified) {
      if (placement.requestId) await this.parts.moveIfLegal(tx, actor, placement.requestId, 'ratify', placementId);
      return;
    }
    await this.parts.forbidUndo(tx, placement.offerId);
    const parts = (await tx.lockAll(Placement, { childId: placement.childId, state: 'held' })).filter(
      ({ offerId, from }) => offerId === placement.offerId && from <= verdict.lastDay,
    );
    const there = parts.sort((a, b) => a.from.localeCompare(b.from)).at(-1) ?? placement;
    await tx.update(Placement, { id: there.id }, { ratification: 'refused', ratifiedAt: this.clock.now() });
    if (verdict.lastDay < lastDayOf(placement))
      await this.parts.endOn(tx, there, await this.parts.laterParts(tx, there), verdict.lastDay);
    if (placement.requestId) await this.parts.moveIfLegal(tx, actor, placement.requestId, 'unratify', placement.id);
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
    await this.parts.endRequest(tx, SYSTEM, placement);
  }
}
