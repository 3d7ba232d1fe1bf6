import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { lockSections, OpeningDays, Supply } from '../../offer/supply/index.js';
import { ChildSeats } from './child-seats.js';
import { endOf } from './domain/placement-end.js';
import { lastDayOf } from './domain/placement-path.js';
import { countHalfDays } from './domain/seat-claim.js';
import { Paths } from './paths.js';
import { PLACEMENT_END } from './placement-jobs.js';
import { birthsOf } from './persistence/births.queries.js';
import { Placement, type Offer } from './persistence/placement.entities.js';
import { SolutionLines } from './solution-lines.js';
import { mayChangePlacementsOf } from './placement.policy.js';
import { lockPlacement } from './place-locks.js';
import { Seats } from './seats.js';

type Unknown = Pick<Placement, 'sectionId' | 'from' | 'to' | 'slots' | 'birthDate'> & { readonly pathTo?: Day | null };
/** What the placement of a child says whose family is not known. */
export const NO_FAMILY = {
  requestId: null,
  offerId: null,
  reservedFor: null,
  emergency: false,
  ratification: null,
  ratifiedAt: null,
  adaptationFrom: null,
  startFrom: null,
  datesState: null,
  datesAt: null,
} as const;

/** Placements: the parts of children's places. PlacementEnds says how a place ends. */
@Injectable()
export class Placements {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
    private readonly seats: Seats,
    private readonly children: ChildSeats,
    private readonly paths: Paths,
    private readonly audit: Audit,
    private readonly queue: Queue,
    private readonly lines: SolutionLines,
  ) {}

  /**
   * Makes the placement of an accepted offer. Its seats stay held: they pass from the offer to the placement.
   * @param from first day of the placement. It may come after the first day of the offer, while the child is still in
   * another place. The seats of the days between are released.
   */
  async fromOffer(tx: Tx, offer: Offer, from: Day): Promise<Placement> {
    await this.seats.releaseSeats(tx, { ...offer, to: from > offer.to ? offer.to : addDays(from, -1) });
    const placement: Placement = {
      id: newId(),
      childId: offer.childId,
      sectionId: offer.sectionId,
      requestId: offer.requestId,
      offerId: offer.id,
      from,
      to: offer.to,
      pathTo: offer.pathTo,
      slots: offer.slots,
      reservedFor: offer.reservedFor,
      state: 'held',
      birthDate: null,
      emergency: offer.emergency,
      ratification: offer.emergency ? 'pending' : null,
      ratifiedAt: null,
      adaptationFrom: null,
      startFrom: null,
      datesState: null,
      datesAt: null,
      createdAt: this.clock.now(),
    };
    await tx.insert(Placement, placement);
    await this.planEnd(tx, placement.id, lastDayOf(placement));
    return placement;
  }

  /** Places already taken when an establishment joins: seats are held, no family is known. */
  async takeOver(tx: Tx, placements: readonly Unknown[]): Promise<void> {
    const refused = await this.seats.holdAll(tx, placements);
    if (refused) throw new DomainError(refused.refusal);
    const createdAt = this.clock.now();
    const children = await this.children.unknownChildren(tx, placements.length);
    await tx.insert(
      Placement,
      placements.map((placement, index): Placement => ({
        id: newId(),
        childId: children[index]!,
        pathTo: null,
        ...placement,
        ...NO_FAMILY,
        state: 'held',
        createdAt,
      })),
    );
  }

  /** The placements that hold seats of a section on this day or later, ordered by last day. */
  async ofSection(from: Reader | Tx, sectionId: Id, day: Day): Promise<Placement[]> {
    const list = await from.find(Placement, { where: { sectionId, state: 'held' }, order: { to: 'ASC', id: 'ASC' } });
    return list.filter((placement) => placement.to >= day);
  }

  /**
   * The half-days that each request holds now and after today, without the places that were refused at ratification. A
   * request that holds none is absent from the map.
   */
  async heldSlots(from: Reader | Tx, requestIds: readonly Id[]): Promise<Map<Id, SlotMask>> {
    const held = await from.find(Placement, { where: { requestId: In([...requestIds]), state: 'held' } });
    const slots = new Map<Id, SlotMask>();
    // A place whose half-days change has several parts. Only the last part counts, because it says how the child goes
    // on.
    const goesOn = ({ offerId, requestId, from: since }: Placement): boolean =>
      held.some((next) => next.offerId === offerId && next.requestId === requestId && next.from > since);
    for (const { requestId, ratification, slots: own, ...line } of held.filter((placement) => !goesOn(placement))) {
      if (ratification !== 'refused' && lastDayOf(line) >= this.clock.today())
        slots.set(requestId!, (slots.get(requestId!) ?? 0) | own);
    }
    return slots;
  }

  async ofRequest(from: Reader | Tx, requestId: Id): Promise<Placement[]> {
    return from.find(Placement, { where: { requestId }, order: { from: 'ASC' } });
  }

  /**
   * Moves a child to another section of its establishment from a day on. Where this move was expected on its path, its
   * seats are now held, until the next move of the path.
   * @throws DomainError when the day is not within the place, the child has not the age of the other section, or one
   * of the two sections is full
   */
  async changeSection(tx: Tx, actor: Actor, placementId: Id, sectionId: Id, from: Day): Promise<void> {
    const placement = await this.findHeld(tx, actor, placementId);
    const target = this.supply.section(sectionId);
    if (!target || target.providerId !== this.supply.section(placement.sectionId)?.providerId)
      throw new NotFound('section');
    if (sectionId === placement.sectionId) throw new DomainError(refuse('placement.sameSection'));
    const last = lastDayOf(placement);
    if (from <= placement.from || from > last)
      throw new DomainError(refuse('placement.changeDay', { from: addDays(placement.from, 1), to: last }));
    await this.judgeAge(tx, placement, from, sectionId);
    await this.opening.judgeStart(tx, sectionId, from);
    // The child stays in its section until the move. When the move is late, nobody held the days that are past, and
    // they are left as they are.
    if (from > addDays(placement.to, 1) && from > this.clock.today())
      await this.holdMore(tx, placement, addDays(from, -1));
    await this.moveOn(tx, actor, placement, sectionId, from);
  }

  /** Writes the next part of a place, in another section and from a day on which the child has its age. */
  async moveOn(tx: Tx, actor: Actor, placement: Placement, sectionId: Id, from: Day): Promise<void> {
    const birth = placement.pathTo === null ? null : await this.birthOf(tx, placement);
    const to =
      placement.pathTo !== null && birth
        ? this.paths.planStay(sectionId, birth, from, placement.pathTo).to
        : lastDayOf(placement);
    const held = from > placement.to ? placement.to : addDays(from, -1);
    const moved: Placement = {
      ...placement,
      id: newId(),
      sectionId,
      from,
      to,
      beforeEnd: null,
      createdAt: this.clock.now(),
    };
    await this.children.refuseSecond(tx, moved, placement.id);
    if (countHalfDays(moved.slots, from, moved.to) > 0) await this.seats.holdSeats(tx, moved);
    await this.seats.releaseSeats(tx, { ...placement, from });
    // What is still to be decided about the child goes with the new part. The old one only records the past.
    await tx.update(Placement, { id: placement.id }, { to: held, pathTo: null, ratification: null, beforeEnd: null });
    await tx.insert(Placement, moved);
    await this.lines.changeLines(tx, { placementId: placement.id }, { placementId: moved.id });
    if (placement.requestId) await this.planEnd(tx, moved.id, lastDayOf(moved));
    await this.planEnd(tx, placement.id, held);
    await this.audit.changed(
      tx,
      actor,
      'placement.changeSection',
      { kind: 'placement', id: placement.id },
      { to: moved.id },
    );
  }

  /**
   * Judges the age of a child on its first day in a section, as an admission does. A child whose birth date nobody
   * knows is not judged.
   */
  async judgeAge(tx: Tx, placement: Placement, from: Day, target: Id): Promise<void> {
    const birth = await this.birthOf(tx, placement);
    const suiting = birth
      ? this.supply.sectionsForChild(this.supply.section(placement.sectionId)!.providerId, birth, from)
      : null;
    if (suiting && !suiting.some(({ id }) => id === target)) throw new DomainError(refuse('placement.age', { from }));
  }

  async birthOf(tx: Tx, { requestId, birthDate }: Pick<Placement, 'requestId' | 'birthDate'>): Promise<Day | null> {
    return birthDate ?? (requestId === null ? null : ((await birthsOf(tx, [requestId])).get(requestId) ?? null));
  }

  /**
   * Keeps a child in its section, on the same half-days, until a later day than its path had expected.
   * @throws DomainError when the place is already held until that day, its path ends before, the half-days are not
   * free, or the child is in another place by then
   */
  async keepInSection(tx: Tx, actor: Actor, placementId: Id, until: Day): Promise<void> {
    const placement = await this.findHeld(tx, actor, placementId);
    const last = lastDayOf(placement);
    if (until <= placement.to || until > last)
      throw new DomainError(refuse('placement.stayDay', { from: addDays(placement.to, 1), to: last }));
    await this.holdMore(tx, placement, until);
    await this.audit.changed(tx, actor, 'placement.stay', { kind: 'placement', id: placementId }, { until });
  }

  /**
   * Renews a place until a later last day. More seats are held at once unless a later section is expected; the child
   * then moves to that section as planned.
   * @throws DomainError when the place is over, the half-days are not free until then, the child is in another place by
   * then, or a planned change of section follows
   */
  async extendPlace(tx: Tx, actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    const placement = await this.findHeld(tx, actor, placementId);
    const last = lastDayOf(placement);
    // The job that ends a place may not have run yet. Another part of the place may have ended it meanwhile.
    if (last < this.clock.today()) throw new DomainError(refuse('placement.isOver', { to: last }));
    if (lastDay <= last) throw new DomainError(refuse('placement.laterDay', { to: last }));
    const next = await this.partAfter(tx, placement);
    if (last === placement.to) await this.holdMore(tx, placement, lastDay);
    // Another part follows. It may have other half-days, so extending this one too would give the place two last days.
    if (next) throw new DomainError(refuse('placement.changeFollows', { from: next.from }));
    await tx.update(
      Placement,
      { id: placementId },
      { ...(placement.pathTo === null ? {} : { pathTo: lastDay }), beforeEnd: null },
    );
    await this.lines.changeLines(tx, { placementId }, { to: lastDay, endedAt: null });
    await this.planEnd(tx, placementId, lastDay);
    await this.audit.changed(tx, actor, 'placement.extend', { kind: 'placement', id: placementId });
  }

  /** The next part of the same place, which a planned change begins. */
  async partAfter(tx: Tx, { childId, offerId, to }: Placement): Promise<Placement | null> {
    return tx.findOne(Placement, { childId, offerId: offerId ?? IsNull(), state: 'held', from: addDays(to, 1) });
  }

  /** Holds the half-days of a place until a later day. */
  private async holdMore(tx: Tx, placement: Placement, until: Day): Promise<void> {
    const more = { ...placement, from: addDays(placement.to, 1), to: until };
    await this.children.refuseSecond(tx, more, placement.id);
    // The added days may hold no half-day of the place, for example from a Friday to a Sunday. No seat is needed then.
    if (countHalfDays(more.slots, more.from, more.to) > 0) await this.seats.holdSeats(tx, more);
    await tx.update(Placement, { id: placement.id }, { to: until, beforeEnd: null });
    placement.to = until;
  }

  /**
   * A placement that is held, for an actor who may change it.
   * @throws NotFound when it has ended, or belongs to another establishment
   */
  async findHeld(tx: Tx, actor: Actor, placementId: Id): Promise<Placement> {
    const placement = await this.ofActor(tx, actor, placementId);
    if (placement.state !== 'held') throw new NotFound('placement');
    return placement;
  }

  /**
   * A placement that is held or has ended, for an actor who may change it.
   * @throws NotFound when it belongs to another establishment
   */
  async ofActor(tx: Tx, actor: Actor, placementId: Id): Promise<Placement> {
    const placement = await this.lockWithSections(tx, placementId);
    if (!mayChangePlacementsOf(actor, this.supply.section(placement.sectionId)?.providerId ?? ''))
      throw new NotFound('placement');
    return placement;
  }

  /** A placement of an establishment that the caller has authorised, with the sections of that establishment. */
  async lockWithSections(tx: Tx, placementId: Id): Promise<Placement> {
    const placement = await lockPlacement(tx, placementId);
    if (!placement) throw new NotFound('placement');
    await lockSections(
      tx,
      this.supply.sectionsOf(this.supply.section(placement.sectionId)?.providerId ?? '').map(({ id }) => id),
    );
    return placement;
  }

  /**
   * Plans the job that ends a place on the morning after its last day. The job looks again at the last day when it
   * runs.
   */
  async planEnd(tx: Tx, placementId: Id, lastDay: Day): Promise<void> {
    await this.queue.plan(
      tx,
      PLACEMENT_END,
      { placementId },
      { at: endOf(lastDay), key: `placement:${placementId}:end` },
    );
  }
}
