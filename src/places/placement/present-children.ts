import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { lockSections, Supply } from '../../offer/supply/index.js';
import { ChildSeats } from './child-seats.js';
import { exceededBy } from './domain/exceeded.js';
import { lastDayOf } from './domain/placement-path.js';
import {
  lastWithDerogation,
  type Derogation,
  type EntryFate,
  type ParentContact,
  type PresentEntry,
} from './domain/present-child.js';
import type { DatedHalfDay, SeatClaim } from './domain/seat-claim.js';
import {
  CapacityDerogation,
  PlacedChild,
  Placement,
  PresentChild,
  ReserveRight,
} from './persistence/placement.entities.js';
import { mayChangePlacementsOf } from './placement.policy.js';
import { NO_FAMILY, Placements } from './placements.js';
import { PresentPlans, type PlannedStay } from './present-plans.js';
import { Seats } from './seats.js';
import { TemporaryPlaces } from './temporary-places.js';

/** Where an entry comes from, and what its director decided about it. */
export interface EntryContext {
  readonly providerId: Id;
  /** The line of a list; null for a child entered by hand. */
  readonly line: { readonly listId: Id; readonly line: number } | null;
  readonly derogation: Derogation | null;
}

/**
 * Children who were there before their establishment used the desk, and whose families are not known. Their director
 * enters them; from then on their places are as all others.
 */
@Injectable()
export class PresentChildren {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly temporary: TemporaryPlaces,
    private readonly children: ChildSeats,
    private readonly plans: PresentPlans,
    private readonly placements: Placements,
    private readonly audit: Audit,
  ) {}

  /**
   * Enters a child, unless it is known already or its section is full and nobody has decided. Nothing is written then.
   * @throws NotFound when the establishment is not the actor's
   */
  async enterChild(tx: Tx, actor: Actor, entry: PresentEntry, context: EntryContext): Promise<EntryFate> {
    const { providerId, derogation } = context;
    if (!mayChangePlacementsOf(actor, providerId)) throw new NotFound('establishment');
    const sectionIds = this.supply.sectionsOf(providerId).map(({ id }) => id);
    await lockSections(tx, sectionIds);
    const judged = this.plans.judgeEntry(providerId, entry, await this.plans.listKnown(tx, providerId));
    if ('fate' in judged) return judged;
    const found = await this.findRoom(tx, entry, judged.stays);
    if ('fate' in found) return found;
    const { stay, full } = found;
    if (full.length === 0) {
      const claim = { ...stay, slots: entry.slots };
      await this.seats.holdSeats(tx, claim);
      await this.writePlace(tx, actor, entry, stay, context);
      return { fate: 'placed', sectionId: stay.sectionId, from: stay.from, last: lastDayOf(stay) };
    }
    if (!derogation) return { fate: 'full', sectionId: stay.sectionId, exceeded: exceededBy(full) };
    if (derogation.until < full[0]!.day)
      return { fate: 'refused', refusal: refuse('present.untilTooEarly', { day: full[0]!.day }) };
    const to = lastWithDerogation(stay.to, full.at(-1)!.day, derogation.until);
    const allowed: PlannedStay = to === stay.to ? stay : { ...stay, to, pathTo: null };
    await this.seats.holdBeyond(tx, { ...allowed, slots: entry.slots });
    const childId = await this.writePlace(tx, actor, entry, allowed, context);
    await this.writeDerogation(tx, actor, childId, allowed, full, derogation);
    return { fate: 'placed', sectionId: stay.sectionId, from: stay.from, last: lastDayOf(allowed) };
  }

  /** Takes back children who were entered by mistake, as if they had never been. */
  async removeChildren(tx: Tx, actor: Actor, providerId: Id, childIds: readonly Id[]): Promise<void> {
    if (!mayChangePlacementsOf(actor, providerId)) throw new NotFound('establishment');
    await lockSections(
      tx,
      this.supply.sectionsOf(providerId).map(({ id }) => id),
    );
    const present = await tx.lockAll(PresentChild, { id: In([...childIds]), providerId });
    if (present.length === 0) throw new DomainError(refuse('present.nothingToUndo'));
    const ids = present.map(({ id }) => id);
    for (const place of await tx.lockAll(Placement, { childId: In(ids) })) {
      await this.seats.releaseSeats(tx, place);
      await this.audit.changed(tx, actor, 'placement.remove', { kind: 'placement', id: place.id });
    }
    await tx.delete(CapacityDerogation, { childId: In(ids) });
    await tx.delete(ReserveRight, { childId: In(ids) });
    await tx.delete(Placement, { childId: In(ids) });
    for (const id of ids) await this.temporary.followHome(tx, id);
    await tx.delete(PresentChild, { id: In(ids) });
    await tx.delete(PlacedChild, { id: In(ids) });
  }

  /** First name and surname of the children who were entered, by child. */
  async namesOf(from: Reader | Tx, childIds: readonly Id[]): Promise<Map<Id, string>> {
    const found = await from.find(PresentChild, { where: { id: In([...new Set(childIds)]) } });
    return new Map(found.map(({ id, firstName, surname }) => [id, `${firstName} ${surname}`]));
  }

  /** Whom to call about the children who were entered, by child; null where nobody has said it. */
  async parentsOf(from: Reader | Tx, childIds: readonly Id[]): Promise<Map<Id, ParentContact | null>> {
    const found = await from.find(PresentChild, { where: { id: In([...new Set(childIds)]) } });
    return new Map(
      found.map(({ id, parentName, parentPhone }) => [
        id,
        parentPhone === null ? null : { name: parentName, phone: parentPhone },
      ]),
    );
  }

  /**
   * Notes whom to call about a child who was entered; null takes it back.
   * @throws NotFound when the child was not entered by this establishment, or it is not the actor's
   */
  async noteParent(tx: Tx, actor: Actor, providerId: Id, childId: Id, parent: ParentContact | null): Promise<void> {
    const known = mayChangePlacementsOf(actor, providerId) && (await tx.lock(PresentChild, { id: childId }));
    if (!known || known.providerId !== providerId) throw new NotFound('child');
    await tx.update(
      PresentChild,
      { id: childId },
      { parentName: parent?.name ?? null, parentPhone: parent?.phone ?? null },
    );
    await this.audit.changed(tx, actor, 'present.parent', { kind: 'child', id: childId });
  }

  /** The children who came by a list, by the line there. */
  async ofList(from: Reader | Tx, listId: Id): Promise<Map<number, Id>> {
    const found = await from.find(PresentChild, { where: { listId } });
    return new Map(found.map(({ line, id }) => [line!, id]));
  }

  /** The section with room for the whole place, or the first of those that suit the child. */
  private async findRoom(
    tx: Tx,
    entry: PresentEntry,
    stays: readonly PlannedStay[],
  ): Promise<{ stay: PlannedStay; full: DatedHalfDay[] } | EntryFate> {
    let first: { stay: PlannedStay; full: DatedHalfDay[] } | null = null;
    let refused: EntryFate | null = null;
    for (const stay of stays) {
      try {
        const claim: SeatClaim = { ...stay, slots: entry.slots };
        const found = { stay, full: await this.seats.listFull(tx, claim) };
        if (found.full.length === 0) return found;
        first ??= found;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused ??= { fate: 'refused', refusal: error.refusal };
      }
    }
    return first ?? refused!;
  }

  private async writePlace(
    tx: Tx,
    actor: Actor,
    entry: PresentEntry,
    stay: PlannedStay,
    { providerId, line }: EntryContext,
  ): Promise<Id> {
    const [childId] = (await this.children.unknownChildren(tx, 1)) as [Id];
    const [now, id] = [this.clock.now(), newId()];
    const { firstName, surname, birthDate, since, slots, parent } = entry;
    await tx.insert(PresentChild, {
      id: childId,
      providerId,
      firstName,
      surname,
      birthDate,
      since,
      listId: line?.listId ?? null,
      line: line?.line ?? null,
      parentName: parent?.name ?? null,
      parentPhone: parent?.phone ?? null,
      enteredBy: actorRef(actor),
      enteredAt: now,
    });
    await tx.insert(Placement, { id, childId, ...stay, slots, birthDate, ...NO_FAMILY, state: 'held', createdAt: now });
    await this.placements.planEnd(tx, id, lastDayOf(stay));
    await this.audit.changed(tx, actor, 'placement.enter', { kind: 'placement', id });
    return childId;
  }

  private async writeDerogation(
    tx: Tx,
    actor: Actor,
    childId: Id,
    { sectionId, from }: PlannedStay,
    full: readonly DatedHalfDay[],
    { reason, until }: Derogation,
  ): Promise<void> {
    const within = full.filter(({ day }) => day <= until);
    const id = newId();
    await tx.insert(CapacityDerogation, {
      id,
      childId,
      sectionId,
      from,
      to: until,
      reason,
      decidedBy: actorRef(actor),
      decidedAt: this.clock.now(),
    });
    await this.audit.changed(
      tx,
      actor,
      'placement.exceed',
      { kind: 'derogation', id },
      { until, halfDays: within.length },
    );
  }
}
