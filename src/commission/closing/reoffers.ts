import { Injectable } from '@nestjs/common';
import { pointsAt } from '../../admission/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { plainSection } from '../../kernel/reserved-section.js';
import { addDays, type Day } from '../../kernel/time.js';
import { maskToSlots, slotsOfSchedule, slotsToMask, type SlotMask } from '../../kernel/week-schedule.js';
import {
  FamilyOwners,
  findOffer,
  findPlacement,
  needSlots,
  Offers,
  Paths,
  Seats,
  type FamilyClaim,
  type NamedClaim,
} from '../../placement/index.js';
import type { Tx } from '../../platform/database/index.js';
import { SYSTEM } from '../../platform/security/index.js';
import { OpeningDays, Supply } from '../../supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { entryOf } from '../domain/snapshot.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies } from '../planning/candidacies.js';
import { ownersOfCase } from '../sitting/session-candidates.js';
import { ConditionalPlaces } from './conditional-places.js';
import { SESSION_NOT_RELEASED } from './message-kinds.js';

/** Seats that have come free, from an offer that ended or a place that was given up. */
interface Released {
  readonly id: Id;
  readonly sectionId: Id;
  readonly providerId: Id;
  /** The first day on which the seats are free. */
  readonly from: Day;
}

/** Offers places that come free after a session to the next in its rank, when the session allowed it (domain.md §9). */
@Injectable()
export class Reoffers {
  constructor(
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
    private readonly offers: Offers,
    private readonly seats: Seats,
    private readonly owners: FamilyOwners,
    private readonly paths: Paths,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
    private readonly conditional: ConditionalPlaces,
  ) {}

  /**
   * Offers the seats of an ended offer again. Does nothing when this was already done, when the session did not allow
   * it, or when nobody fits; the next session then decides.
   */
  async offerReleased(tx: Tx, offerId: Id): Promise<void> {
    const offer = await findOffer(tx, offerId);
    const session = offer?.sessionId ? await this.closed(tx, offer.sessionId) : null;
    if (!offer || !session) return;
    // The child keeps its place, because it did not accept the better one. A child who was waiting for that place now
    // waits like any other. Its family is told, unless another place is offered to it at the same moment.
    const stopped = await this.conditional.releaseFailed(tx, session);
    const { id, sectionId, providerId } = offer;
    const goesOn = offer.reofferAllowed && session.reofferAllowed && !(await this.isDone(tx, offerId));
    const next = goesOn
      ? await this.toNext(tx, session, { id, sectionId, providerId, from: this.clock.today() })
      : null;
    for (const candidacy of stopped)
      if (candidacy.id !== next) await this.conditional.tellFamily(tx, session, candidacy, SESSION_NOT_RELEASED);
  }

  /**
   * Called when a family took a better place, or a child never came. The seats go first to those to whom the session
   * had promised them. What these leave goes by rank.
   */
  async givenUp(tx: Tx, placementId: Id, sessionId: Id): Promise<void> {
    const placement = await findPlacement(tx, placementId);
    const session = await this.closed(tx, sessionId);
    if (!placement || !session || (await this.isDone(tx, placementId))) return;
    const { sectionId, to } = placement;
    const firstFree = addDays(to, 1);
    const released = {
      id: placementId,
      sectionId,
      providerId: this.supply.section(sectionId)!.providerId,
      from: firstFree > this.clock.today() ? firstFree : this.clock.today(),
    };
    const promised = await tx.find(Candidacy, {
      where: { sessionId, awaitsRelease: true, state: 'waiting' },
      order: { rank: 'ASC' },
    });
    for (const candidacy of promised.filter(
      ({ decidedSectionId: id }) => id !== null && plainSection(id) === sectionId,
    ))
      await this.offerTo(tx, session, released, candidacy, candidacy.decidedSlots!);
    if (session.reofferAllowed) await this.toNext(tx, session, released);
  }

  private async isDone(tx: Tx, releasedId: Id): Promise<boolean> {
    return (await tx.count(Candidacy, { reofferedFromId: releasedId })) > 0;
  }

  /** Locks the session, so that two releases do not choose the same family. */
  private async closed(tx: Tx, sessionId: Id): Promise<CommissionSession | null> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    return session && ['closed', 'signed'].includes(session.state) ? session : null;
  }

  /** @returns the candidacy to which these seats are offered; null when nobody fits */
  private async toNext(tx: Tx, session: CommissionSession, released: Released): Promise<Id | null> {
    const waiting = await tx.find(Candidacy, {
      where: { sessionId: session.id, state: 'waiting' },
      order: { rank: 'ASC' },
    });
    for (const candidacy of inOrderAt(released.providerId, waiting)) {
      if (await this.offerTo(tx, session, released, candidacy)) return candidacy.id;
    }
    return null;
  }

  /** @param decided the half-days that the session gave; when absent, those that the child asks for */
  private async offerTo(
    tx: Tx,
    session: CommissionSession,
    released: Released,
    candidacy: Candidacy,
    decided?: SlotMask,
  ): Promise<boolean> {
    const snapshot = candidacy.snapshot!;
    const request = await this.candidacies.requestOf(tx, candidacy);
    if (request.state !== 'waiting_list' || !snapshot.wishes.some((wish) => wish.providerId === released.providerId))
      return false;
    const entry = entryOf(snapshot, session.entryFrom);
    const earliest = entry > released.from ? entry : released.from;
    const last = this.paths.lastDay(released.providerId, snapshot.birth, earliest);
    const from = (await this.opening.startIn(tx, [released.sectionId]))(released.sectionId, {
      from: earliest,
      to: last,
    });
    const stay = this.paths.planStay(released.sectionId, snapshot.birth, from);
    const suits = this.supply
      .sectionsForChild(released.providerId, snapshot.birth, from)
      .some((section) => section.id === released.sectionId);
    const asked = decided ?? slotsOfSchedule(snapshot.week, this.supply.openingOf(released.providerId, from));
    const owners = ownersOfCase(snapshot);
    const claim = {
      dossierId: request.dossierId,
      sectionId: released.sectionId,
      from,
      to: stay.to,
      slots: asked,
      owners,
    };
    const slots = suits ? await this.fittingSlots(tx, claim) : 0;
    if (slots === 0) return false;
    const body = await this.bodies.readBody(tx, session.bodyId);
    await this.offers.makeOffer(tx, SYSTEM, 'reoffer', {
      requestId: request.id,
      dossierId: request.dossierId,
      sectionId: released.sectionId,
      from,
      ...stay,
      slots,
      coversNeed: (needSlots(snapshot.week) & ~slots) === 0,
      candidacyId: candidacy.id,
      sessionId: session.id,
      reofferAllowed: session.reofferAllowed,
      days: body.offerDays,
      owners,
    });
    await this.candidacies.endCandidacy(tx, candidacy, 'admitted', {
      decidedSectionId: released.sectionId,
      decidedSlots: slots,
      awaitsRelease: false,
      reofferedFromId: released.id,
    });
    return true;
  }

  /** The half-days asked for that the section opens, if every one of them is free for the whole stay; otherwise 0. */
  private async fittingSlots(tx: Tx, claim: FamilyClaim): Promise<SlotMask> {
    const [{ sectionId, from, to, reservedFor }] = (await this.owners.named(tx, [claim])) as [NamedClaim];
    const free = await this.seats.freeBetween(tx, sectionId, from, to, reservedFor);
    const open = maskToSlots(claim.slots).filter((slot) => free.has(slot));
    return open.every((slot) => free.get(slot)! > 0) ? slotsToMask(open) : 0;
  }
}

/**
 * Orders candidates by their points at this establishment, its bonuses included. Equal ones keep the order of the
 * session.
 */
function inOrderAt(providerId: Id, ranked: readonly Candidacy[]): Candidacy[] {
  const at = ({ lines, points }: Candidacy): number => pointsAt({ lines: lines ?? [], total: points ?? 0 }, providerId);
  return [...ranked].sort((a, b) => at(b) - at(a));
}
