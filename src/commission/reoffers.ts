import { Injectable } from '@nestjs/common';
import { pointsAt } from '../admission/index.js';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import type { Tx } from '../platform/database/index.js';
import { SYSTEM } from '../platform/security/index.js';
import { maskToSlots, slotsOfSchedule, slotsToMask, type SlotMask } from '../kernel/week-schedule.js';
import { needSlots, Offer, Offers, Seats, usualEnd } from '../placement/index.js';
import { Supply } from '../supply/index.js';
import { Bodies } from './bodies.js';
import { Candidacies } from './candidacies.js';
import { entryOf } from './domain/snapshot.js';
import { Candidacy, CommissionSession } from './persistence/commission.entities.js';

/** Places that come free after a session go to the next in its rank, when the session allowed it (domain.md §9). */
@Injectable()
export class Reoffers {
  constructor(
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
    private readonly offers: Offers,
    private readonly seats: Seats,
    private readonly supply: Supply,
  ) {}

  /** Does nothing when it was done already, when the session did not allow it, or when nobody fits: the next session will see. */
  async released(tx: Tx, offerId: Id): Promise<void> {
    const offer = await tx.findOne(Offer, { id: offerId });
    if (!offer?.sessionId || !offer.reofferAllowed) return;
    // Held, so that two releases of one session look for two different families.
    const session = await tx.lock(CommissionSession, { id: offer.sessionId });
    if (!session || !['closed', 'signed'].includes(session.state) || !session.reofferAllowed) return;
    if ((await tx.count(Candidacy, { reofferedFromId: offerId })) > 0) return;
    for (const candidacy of inOrderAt(offer.providerId, await tx.find(Candidacy, { where: { sessionId: session.id, state: 'waiting' }, order: { rank: 'ASC' } }))) {
      if (await this.offerTo(tx, session, offer, candidacy)) return;
    }
  }

  private async offerTo(tx: Tx, session: CommissionSession, released: Offer, candidacy: Candidacy): Promise<boolean> {
    const snapshot = candidacy.snapshot!;
    const request = await this.candidacies.requestOf(tx, candidacy);
    if (request.state !== 'waiting_list' || !snapshot.wishes.some((wish) => wish.providerId === released.providerId)) return false;
    const entry = entryOf(snapshot, session.entryFrom);
    const from = entry > this.clock.today() ? entry : this.clock.today();
    const suits = this.supply.sectionsForChild(released.providerId, snapshot.birth, from).some((section) => section.id === released.sectionId);
    const to = usualEnd(snapshot.birth, from);
    const slots = suits ? await this.fittingSlots(tx, released, slotsOfSchedule(snapshot.week, this.supply.openingOf(released.providerId)), from, to) : 0;
    if (slots === 0) return false;
    const body = await this.bodies.get(tx, session.bodyId);
    await this.offers.make(tx, SYSTEM, 'reoffer', {
      requestId: request.id, dossierId: request.dossierId, sectionId: released.sectionId, from, to, slots,
      coversNeed: (needSlots(snapshot.week) & ~slots) === 0, candidacyId: candidacy.id, sessionId: session.id, reofferAllowed: true, days: body.offerDays,
    });
    await this.candidacies.end(tx, candidacy, 'admitted', { decidedSectionId: released.sectionId, decidedSlots: slots, reofferedFromId: released.id });
    return true;
  }

  /** The half-days asked for that the section opens, when every one of them is free all along; 0 otherwise. */
  private async fittingSlots(tx: Tx, { sectionId }: Offer, asked: SlotMask, from: string, to: string): Promise<SlotMask> {
    const free = await this.seats.freeBetween(tx, sectionId, from, to);
    const open = maskToSlots(asked).filter((slot) => free.has(slot));
    return open.every((slot) => free.get(slot)! > 0) ? slotsToMask(open) : 0;
  }
}

/** By the points that count there, bonuses of that establishment included; where they are equal, as the session ranked them. */
function inOrderAt(providerId: Id, ranked: readonly Candidacy[]): Candidacy[] {
  const at = ({ lines, points }: Candidacy): number => pointsAt({ lines: lines ?? [], total: points ?? 0 }, providerId);
  return [...ranked].sort((a, b) => at(b) - at(a));
}
