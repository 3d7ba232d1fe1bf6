import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { plainSection } from '../../../foundation/kernel/reserved-section.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { findRequest } from '../../../dossier/dossier/index.js';
import {
  CoveredDays,
  FamilyOwners,
  findEndedOffers,
  findOffer,
  findPlacement,
  needSlots,
  Offers,
  Paths,
  Seats,
  type FamilyClaim,
} from '../../../places/placement/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM } from '../../../foundation/platform/security/index.js';
import { OpeningDays, Supply } from '../../../offer/supply/index.js';
import { Bodies } from '../bodies/bodies.js';
import { maskOfNames } from '../domain/periods.js';
import type { FreedSeats } from '../domain/reoffer-run.js';
import { entryOf } from '../domain/snapshot.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { Candidacies } from '../planning/candidacies.js';
import { sectionIdOf } from '../sitting/section-ids.js';
import { ownersOfCase } from '../sitting/session-candidates.js';
import { ConditionalPlaces } from './conditional-places.js';
import { SESSION_NOT_RELEASED } from './message-kinds.js';
import { REOFFERED, ReofferRuns, restNow, type AgreedDays, type Reoffered } from './reoffer-runs.js';

/** Half-days of a section that a case is offered. */
interface OfferedSeats {
  readonly sectionId: Id;
  readonly slots: SlotMask;
  /** The day from which the child may come, open or not. */
  readonly entry: Day;
  /** The entry, where it is another day than the child's own. */
  readonly given: Day | null;
  /** What made the seats free. */
  readonly releasedId: Id;
}

/**
 * Offers seats that come free after a session to those whom it kept waiting, when the session allowed it (domain.md
 * §9). Who is offered them is a run of the engine in the session's order.
 */
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
    private readonly runs: ReofferRuns,
    private readonly covered: CoveredDays,
  ) {}

  /**
   * Offers the seats of an ended offer again, together with those of all offers of the session that have ended since:
   * brothers and sisters withdraw at once. Does nothing when this was already done, when the session did not allow it,
   * or when nobody fits; the next session then decides.
   * @throws NeededFirst
   */
  async offerReleased(tx: Tx, offerId: Id): Promise<void> {
    const offer = await findOffer(tx, offerId);
    const session = offer?.sessionId ? await this.closed(tx, offer.sessionId) : null;
    if (!offer || !session) return;
    // The child keeps its place, because it did not accept the better one. A child who was waiting for that place now
    // waits like any other. Its family is told, unless another place is offered to it at the same moment.
    const stopped = await this.conditional.releaseFailed(tx, session);
    const ended = await findEndedOffers(tx, session.id, offer.answeredAt!);
    const freed = session.reofferAllowed ? ended.filter(({ reofferAllowed }) => reofferAllowed) : [];
    const next = (await this.isKnown(tx, offerId)) ? [] : await this.offerAgain(tx, session, freed);
    for (const candidacy of stopped)
      if (!next.some((other) => other.candidacy.id === candidacy.id))
        await this.conditional.tellFamily(tx, session, candidacy, SESSION_NOT_RELEASED);
  }

  /**
   * Offers the seats of cases that a session admitted and whose families have a place at least as good elsewhere.
   * @throws NeededFirst
   */
  async leftAtClosing(tx: Tx, sessionId: Id): Promise<void> {
    const session = await this.closed(tx, sessionId);
    if (!session?.reofferAllowed) return;
    const left = await tx.find(Candidacy, { where: { sessionId, state: 'without_object', decision: 'admit' } });
    await this.offerAgain(
      tx,
      session,
      left.map(({ id, decidedSectionId }) => ({ id, sectionId: plainSection(decidedSectionId!) })),
    );
  }

  /**
   * Called when a family took a better place, or a child never came. The seats go first to those to whom the session
   * had promised them. What these leave goes by a run.
   * @throws NeededFirst
   */
  async givenUp(tx: Tx, placementId: Id, sessionId: Id): Promise<void> {
    const placement = await findPlacement(tx, placementId);
    const session = await this.closed(tx, sessionId);
    if (!placement || !session || (await this.isKnown(tx, placementId))) return;
    const { sectionId, to } = placement;
    const firstFree = addDays(to, 1);
    const from = firstFree > this.clock.today() ? firstFree : this.clock.today();
    const promised = await tx.find(Candidacy, {
      where: { sessionId, awaitsRelease: true, state: 'waiting' },
      order: { rank: 'ASC' },
    });
    for (const candidacy of promised)
      if (candidacy.decidedSectionId !== null && plainSection(candidacy.decidedSectionId) === sectionId)
        await this.offerPromised(tx, session, candidacy, {
          sectionId,
          slots: candidacy.decidedSlots!,
          ...enteringFrom(candidacy, session, from),
          releasedId: placementId,
        });
    if (session.reofferAllowed) await this.offerAgain(tx, session, [{ id: placementId, sectionId }]);
  }

  /**
   * Called when the offer to which an admission gave way has ended without a place. The commission admitted this child:
   * where the seats are still free, they are offered to it.
   */
  async takenUpAgain(tx: Tx, candidacyId: Id): Promise<void> {
    const candidacy = await tx.findOne(Candidacy, { id: candidacyId });
    const session = candidacy && (await this.closed(tx, candidacy.sessionId));
    if (!session || candidacy.state !== 'waiting') return;
    await this.offerPromised(tx, session, candidacy, {
      sectionId: plainSection(candidacy.decidedSectionId!),
      slots: candidacy.decidedSlots!,
      ...enteringFrom(candidacy, session, this.clock.today()),
      releasedId: candidacy.id,
    });
  }

  /**
   * Offers a place that frees later, in the order of the session, to those who said that they would come for it when
   * they were asked. Whoever fits it without having been asked takes part in the run like anybody.
   * @param asked what is offered, by the id of what was asked
   * @param agreed the days on which families would come, by request
   * @returns to whom something was offered, and which half-days
   * @throws NeededFirst
   */
  async offerAsked(
    tx: Tx,
    sessionId: Id,
    asked: FreedSeats,
    agreed: AgreedDays,
  ): Promise<{ readonly requestId: Id; readonly slots: SlotMask }[]> {
    const session = await this.closed(tx, sessionId);
    if (!session?.reofferAllowed) return [];
    const offered = await this.offerAgain(tx, session, [asked], agreed);
    return offered.map(({ candidacy: { requestId }, place }) => ({ requestId, slots: maskOfNames(place.slots) }));
  }

  /** Whether seats were offered again by this version or by one before runs were kept. */
  private async isKnown(tx: Tx, releasedId: Id): Promise<boolean> {
    return (await tx.count(Candidacy, { reofferedFromId: releasedId })) > 0;
  }

  /** Locks the session, so that two releases do not choose the same family. */
  private async closed(tx: Tx, sessionId: Id): Promise<CommissionSession | null> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    return session && ['closed', 'signed'].includes(session.state) ? session : null;
  }

  /**
   * The run finds for itself from which day the seats are free, and for whom that is not too late.
   * @returns the cases to which they are offered
   */
  private async offerAgain(
    tx: Tx,
    session: CommissionSession,
    freed: readonly FreedSeats[],
    agreed?: AgreedDays,
  ): Promise<Reoffered[]> {
    const left = (await this.runs.listUnoffered(tx, freed)).map(({ id, sectionId }) => ({ id, sectionId }));
    if (left.length === 0) return [];
    const reoffered = await this.runs.runFor(tx, session, left, agreed);
    for (const { candidacy, place, entry, given } of reoffered) {
      const sectionId = plainSection(sectionIdOf(this.supply, place)!);
      await this.makeOffer(tx, session, candidacy, {
        sectionId,
        slots: maskOfNames(place.slots),
        entry,
        given,
        releasedId: left.find((seats) => seats.sectionId === sectionId)!.id,
      });
    }
    return reoffered;
  }

  /** Offers a place for which a case was waiting, when all its half-days are free for the whole stay. */
  private async offerPromised(
    tx: Tx,
    session: CommissionSession,
    promised: Candidacy,
    seats: OfferedSeats,
  ): Promise<void> {
    const request = await findRequest(tx, promised.requestId);
    const snapshot = request && restNow(promised, await this.covered.ofRequests(tx, [request]));
    if (!snapshot || !REOFFERED.includes(request.state)) return;
    const candidacy = { ...promised, snapshot };
    // What the family has found meanwhile is not offered to it a second time.
    const offered = { ...seats, slots: seats.slots & needSlots(snapshot.week) };
    if (offered.slots === 0) return;
    const { sectionId, slots } = offered;
    const from = await this.firstDay(tx, candidacy, offered);
    const { providerId } = this.supply.section(sectionId)!;
    const suits = this.supply.sectionsForChild(providerId, snapshot.birth, from).some(({ id }) => id === sectionId);
    if (!suits) return;
    const { to } = this.paths.planStay(sectionId, snapshot.birth, from);
    const claim: FamilyClaim = {
      dossierId: candidacy.dossierId,
      sectionId,
      from,
      to,
      slots,
      owners: ownersOfCase(snapshot),
    };
    const [named] = await this.owners.named(tx, [claim]);
    const free = await this.seats.freeBetween(tx, sectionId, from, to, named!.reservedFor);
    if (maskToSlots(slots).every((slot) => (free.get(slot) ?? 0) > 0))
      await this.makeOffer(tx, session, candidacy, offered);
  }

  private async firstDay(tx: Tx, { snapshot }: Candidacy, { sectionId, entry }: OfferedSeats): Promise<Day> {
    const last = this.paths.lastDay(this.supply.section(sectionId)!.providerId, snapshot!.birth, entry);
    return (await this.opening.startIn(tx, [sectionId]))(sectionId, { from: entry, to: last });
  }

  private async makeOffer(
    tx: Tx,
    session: CommissionSession,
    candidacy: Candidacy,
    offered: OfferedSeats,
  ): Promise<void> {
    const { sectionId, slots, given, releasedId } = offered;
    const snapshot = candidacy.snapshot!;
    const from = await this.firstDay(tx, candidacy, offered);
    const body = await this.bodies.readBody(tx, session.bodyId);
    await this.offers.makeOffer(tx, SYSTEM, 'reoffer', {
      requestId: candidacy.requestId,
      dossierId: candidacy.dossierId,
      sectionId,
      from,
      ...this.paths.planStay(sectionId, snapshot.birth, from),
      slots,
      coversNeed: (needSlots(snapshot.week) & ~slots) === 0,
      candidacyId: candidacy.id,
      sessionId: session.id,
      reofferAllowed: session.reofferAllowed,
      days: body.offerDays,
      owners: ownersOfCase(snapshot),
    });
    await this.candidacies.endCandidacy(tx, candidacy, 'admitted', {
      decidedSectionId: sectionId,
      decidedSlots: slots,
      decidedFrom: given,
      awaitsRelease: false,
      reofferedFromId: releasedId,
    });
  }
}

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);

/** The day on which a case to which a place was promised may enter, once its seats are free. */
const enteringFrom = (
  { snapshot, decidedFrom }: Candidacy,
  { entryFrom }: Pick<CommissionSession, 'entryFrom'>,
  free: Day,
): Pick<OfferedSeats, 'entry' | 'given'> => ({
  entry: laterOf(decidedFrom ?? entryOf(snapshot!, entryFrom), free),
  given: decidedFrom,
});
