import { Injectable } from '@nestjs/common';
import { RequestMoves } from '../dossier/index.js';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import { addDays, type Day } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import type { Reader, Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Placement, Solution, type Offer } from './persistence/placement.entities.js';
import { Seats } from './seats.js';

/** Children holding seats, from and to a date. */
@Injectable()
export class Placements {
  constructor(
    private readonly clock: Clock,
    private readonly seats: Seats,
    private readonly moves: RequestMoves,
    private readonly audit: Audit,
  ) {}

  async fromOffer(tx: Tx, offer: Offer): Promise<Placement> {
    const placement: Placement = {
      id: newId(), sectionId: offer.sectionId, requestId: offer.requestId, offerId: offer.id, from: offer.from, to: offer.to, slots: offer.slots,
      state: 'held', birthDate: null, emergency: offer.emergency, ratification: offer.emergency ? 'pending' : null, ratifiedAt: null, createdAt: this.clock.now(),
    };
    await tx.insert(Placement, placement);
    return placement;
  }

  /** Places already taken when an establishment joins: seats are held, no family is known. */
  async takeOver(tx: Tx, placements: readonly Pick<Placement, 'sectionId' | 'from' | 'to' | 'slots' | 'birthDate'>[]): Promise<void> {
    for (const one of placements) {
      await this.seats.hold(tx, one);
      await tx.insert(Placement, {
        id: newId(), ...one, requestId: null, offerId: null, state: 'held', emergency: false, ratification: null, ratifiedAt: null, createdAt: this.clock.now(),
      });
    }
  }

  /** Who holds seats of a section on a day or later, by last day. */
  async ofSection(from: Reader | Tx, sectionId: Id, day: Day): Promise<Placement[]> {
    const list = await from.find(Placement, { where: { sectionId, state: 'held' }, order: { to: 'ASC', id: 'ASC' } });
    return list.filter((placement) => placement.to >= day);
  }

  async ofRequest(from: Reader | Tx, requestId: Id): Promise<Placement[]> {
    return from.find(Placement, { where: { requestId }, order: { from: 'ASC' } });
  }

  /** A departure: the seats come free after the last day; a known family's request ends. */
  async leave(tx: Tx, actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    const placement = await this.held(tx, placementId);
    if (lastDay < placement.from || lastDay > placement.to) throw new DomainError(refuse('placement.lastDay', { from: placement.from, to: placement.to }));
    await this.shorten(tx, placement, lastDay);
    await this.audit.changed(tx, actor, 'placement.leave', { kind: 'placement', id: placementId });
    if (placement.requestId) await this.moves.move(tx, actor, placement.requestId, 'leave', { history: { placementId } });
  }

  /** The child never came: its seats come free from today, its request waits again. */
  async noShow(tx: Tx, actor: Actor, placementId: Id): Promise<void> {
    const placement = await this.held(tx, placementId);
    if (!placement.requestId) throw new DomainError(refuse('placement.noFamily'));
    const today = this.clock.today();
    await this.shorten(tx, placement, today < placement.from ? addDays(placement.from, -1) : today);
    await this.audit.changed(tx, actor, 'placement.noShow', { kind: 'placement', id: placementId });
    await this.moves.move(tx, actor, placement.requestId, 'noShow', { history: { placementId } });
  }

  /** Moves a child to another section of its establishment from a day on (or later in the same year's place). */
  async changeSection(tx: Tx, actor: Actor, placementId: Id, sectionId: Id, from: Day): Promise<void> {
    const placement = await this.held(tx, placementId);
    if (from <= placement.from || from > placement.to) throw new DomainError(refuse('placement.lastDay', { from: placement.from, to: placement.to }));
    await this.seats.hold(tx, { sectionId, slots: placement.slots, from, to: placement.to });
    await this.shorten(tx, placement, addDays(from, -1));
    await tx.insert(Placement, { ...placement, id: newId(), sectionId, from, createdAt: this.clock.now() });
    await this.audit.changed(tx, actor, 'placement.changeSection', { kind: 'placement', id: placementId });
  }

  /** The body's verdict on an emergency admission; refused, the place ends on a day at least 30 days away. */
  async ratify(tx: Tx, actor: Actor, placementId: Id, verdict: { ratified: true } | { ratified: false; lastDay: Day }): Promise<void> {
    const placement = await this.held(tx, placementId);
    if (placement.ratification !== 'pending') throw new DomainError(refuse('placement.notPending'));
    await tx.update(Placement, { id: placementId }, { ratification: verdict.ratified ? 'ratified' : 'refused', ratifiedAt: this.clock.now() });
    await this.audit.changed(tx, actor, 'placement.ratify', { kind: 'placement', id: placementId }, { ratified: verdict.ratified });
    if (verdict.ratified) return;
    if (verdict.lastDay < addDays(this.clock.today(), 30)) throw new DomainError(refuse('placement.thirtyDays'));
    await this.shorten(tx, placement, verdict.lastDay);
  }

  private async held(tx: Tx, placementId: Id): Promise<Placement> {
    const placement = await tx.lock(Placement, { id: placementId });
    if (placement?.state !== 'held') throw new NotFound('placement');
    return placement;
  }

  private async shorten(tx: Tx, placement: Placement, lastDay: Day): Promise<void> {
    const firstFree = addDays(lastDay, 1);
    await this.seats.release(tx, { ...placement, from: firstFree < placement.from ? placement.from : firstFree });
    await tx.update(Placement, { id: placement.id }, { to: lastDay, state: lastDay < placement.from ? 'ended' : 'held' });
    await tx.update(Solution, { placementId: placement.id }, { to: lastDay });
  }
}

