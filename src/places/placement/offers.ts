import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  findRequest,
  lockRequests,
  RequestMoves,
  type EmergencyReason,
  type MoveOptions,
  type RequestAction,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { dayOf, type Day, type Instant } from '../../foundation/kernel/time.js';
import type { SlotMask } from '../../foundation/kernel/week-schedule.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { lockSections, Supply } from '../../offer/supply/index.js';
import { finalNo } from './domain/family-noes.js';
import { alertAt, deadlineOf, firstDayOf, isExpired, lastDayGiven, reminderAt } from './domain/offer-deadline.js';
import { ChildSeats } from './child-seats.js';
import { answerFacts } from './offer-answers.js';
import { FamilyOwners } from './family-owners.js';
import { FirstCalls } from './first-calls.js';
import { OfferEnds } from './offer-ends.js';
import { OfferNotices } from './offer-notices.js';
import { Offer, PlacedChild } from './persistence/placement.entities.js';
import { lockOffer } from './place-locks.js';
import { OFFER_JOB_NAMES, OFFER_JOBS, offerJobKey } from './placement-jobs.js';
import { PartEnds } from './part-ends.js';
import { PlacementEnds } from './placement-ends.js';
import { Placements } from './placements.js';
import { SaidNoes } from './said-noes.js';
import { Seats } from './seats.js';
import { Solutions } from './solutions.js';

export interface NewOffer {
  readonly requestId: Id;
  readonly dossierId: Id;
  readonly sectionId: Id;
  readonly from: Day;
  /** Last day on which the seats are held. */
  readonly to: Day;
  /** Last day of the whole path, when it goes on in later sections. */
  readonly pathTo?: Day | null;
  readonly slots: SlotMask;
  readonly coversNeed: boolean;
  readonly candidacyId?: Id | null;
  readonly sessionId?: Id | null;
  readonly reofferAllowed: boolean;
  readonly emergency?: boolean;
  /** Why the child cannot wait for a session. An emergency has one. */
  readonly emergencyReason?: EmergencyReason | null;
  /** Days the family has to answer. */
  readonly days: number;
  /** For which owners of reserved places a session judged that the family qualifies; absent: as it is known now. */
  readonly owners?: readonly string[];
}

/** An offer whose seats are held for it. */
export type ReservedOffer = NewOffer & {
  readonly reserved: true;
  readonly childId: Id;
  /** The owner whose reserved seats it takes. */
  readonly reservedFor: string | null;
};

/**
 * The outcome of an answer. A late answer is `ok: false`, and its unit is committed all the same: it records that the
 * offer has lapsed.
 */
export type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** Offers of places. The seats of an offer are held from the moment it is made until it ends, however it ends. */
@Injectable()
export class Offers {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly children: ChildSeats,
    private readonly owners: FamilyOwners,
    private readonly placements: Placements,
    private readonly solutions: Solutions,
    private readonly ends: OfferEnds,
    private readonly parts: PartEnds,
    private readonly placementEnds: PlacementEnds,
    private readonly moves: RequestMoves,
    private readonly notices: OfferNotices,
    private readonly noes: SaidNoes,
    private readonly calls: FirstCalls,
  ) {}

  async openOfferOf(from: Reader | Tx, requestId: Id): Promise<Offer | null> {
    return from.findOne(Offer, { requestId, state: 'open' });
  }

  /** Every offer a request had, latest first. */
  async offersOf(requestId: Id): Promise<Offer[]> {
    return this.reader.find(Offer, { where: { requestId }, order: { madeAt: 'DESC' } });
  }

  /**
   * Holds the seats, moves the request, writes to the family and plans reminder and expiry, all in `tx`. An offer of
   * the same request not yet answered is replaced.
   * @param action `admit`, `reoffer`, `admitUrgently` or `admitDirectly`
   * @param options what the person saw (`expectedVersion`) and what the guards need (`facts`)
   * @throws DomainError when the seats are not free or the move is not legal
   */
  async makeOffer(
    tx: Tx,
    actor: Actor,
    action: RequestAction,
    offer: NewOffer,
    options: Pick<MoveOptions, 'expectedVersion' | 'facts'> = {},
  ): Promise<Offer> {
    const [made] = await this.makeAll(tx, actor, action, await this.reserveSeats(tx, actor, [offer]), options);
    return made!;
  }

  /**
   * Holds the seats of offers that {@link makeAll} then makes in the same unit. The seats of open offers of the same
   * requests come free first.
   * @throws DomainError about the first request whose seats are not free, or whose child holds one of these half-days
   * elsewhere
   */
  async reserveSeats(tx: Tx, actor: Actor, offers: readonly NewOffer[]): Promise<ReservedOffer[]> {
    const requestIds = offers.map(({ requestId }) => requestId);
    await lockRequests(tx, requestIds);
    const previous = await tx.lockAll(Offer, { requestId: In(requestIds), state: 'open' });
    const children = await this.children.childrenOf(tx, requestIds);
    await tx.lockAll(PlacedChild, { id: In([...children.values()]) });
    await lockSections(
      tx,
      [...previous, ...offers].map(({ sectionId }) => sectionId),
    );
    for (const offer of previous) await this.ends.endOffer(tx, offer, 'replaced', actor);
    const named = (await this.owners.named(tx, offers)).map((offer): ReservedOffer => ({
      ...offer,
      reserved: true,
      childId: children.get(offer.requestId)!,
    }));
    const reserved = await this.children.afterEndingPlaces(tx, named);
    const [second] = await this.children.findSecond(tx, reserved, 'offer');
    if (second) throw new DomainError(second.refusal, second.claim.requestId);
    const refused = await this.seats.holdAll(tx, reserved);
    if (refused) throw new DomainError(refused.refusal, refused.claim.requestId);
    return reserved;
  }

  /**
   * {@link makeOffer} for many offers at once, whose seats are already held.
   * @throws DomainError about the first request that may not move
   */
  async makeAll(
    tx: Tx,
    actor: Actor,
    action: RequestAction,
    offers: readonly ReservedOffer[],
    options: Pick<MoveOptions, 'expectedVersion' | 'facts'> = {},
  ): Promise<Offer[]> {
    const rows = offers.map((offer) => this.openOffer(offer));
    await tx.insert(Offer, rows);
    await this.moves.moveAll(
      tx,
      actor,
      rows.map(({ id: offerId, requestId, providerId, deadline }) => ({
        ...options,
        requestId,
        action,
        known: { offerDeadline: dayOf(deadline) },
        history: { offerId, providerId },
      })),
    );
    const at = { remind: reminderAt, expire: (deadline: Instant) => deadline, alert: alertAt };
    for (const job of OFFER_JOB_NAMES) {
      await this.queue.planAll(
        tx,
        OFFER_JOBS[job],
        rows.map(({ id: offerId, deadline }) => ({
          payload: { offerId },
          at: at[job](deadline),
          key: offerJobKey(offerId, job),
        })),
      );
    }
    await this.notices.announceOffers(tx, rows);
    return rows;
  }

  private openOffer({ days, reserved: _, owners: __, ...offer }: ReservedOffer): Offer {
    const deadline = deadlineOf(lastDayGiven(this.clock.today(), days, offer.from));
    return {
      id: newId(),
      candidacyId: null,
      sessionId: null,
      emergency: false,
      emergencyReason: null,
      pathTo: null,
      ...offer,
      providerId: this.supply.section(offer.sectionId)!.providerId,
      state: 'open',
      version: 1,
      madeAt: this.clock.now(),
      deadline,
      remindedAt: null,
      effectiveDeadline: deadline,
      answeredAt: null,
      answeredBy: null,
      saidBy: null,
      declineReason: null,
      noes: null,
      contactOf: null,
      calledOn: null,
    };
  }

  /** @throws NotFound | Conflict */
  private async lockOpen(tx: Tx, offerId: Id, expectedVersion?: number): Promise<Offer> {
    const offer = await lockOffer(tx, offerId);
    if (!offer) throw new NotFound('offer');
    if (expectedVersion !== undefined && offer.version !== expectedVersion) throw new Conflict(refuse('offer.changed'));
    if (offer.state !== 'open') throw new DomainError(refuse('offer.notOpen'));
    return offer;
  }

  /**
   * @param saidBy the adult who accepted by telephone, whom an agent recorded; null when the family accepted by itself
   */
  async acceptOffer(tx: Tx, actor: Actor, offerId: Id, saidBy: number | null = null): Promise<Answer> {
    const offer = await this.lockOpen(tx, offerId);
    if (isExpired(offer, this.clock.now())) return this.lapseNow(tx, offer);
    await this.ends.writeEnd(tx, offer, 'accepted', actor, { saidBy });
    const { transferFromId } = (await findRequest(tx, offer.requestId))!;
    // The place that the family kept until now ends first, because a child holds one seat at a time.
    const from = transferFromId
      ? await this.placementEnds.endByTransfer(tx, actor, transferFromId, offer)
      : firstDayOf(offer, this.clock.today());
    // The seats are not released: they pass from the offer to the placement.
    const placement = await this.placements.fromOffer(tx, offer, from);
    await this.solutions.addPlace(tx, actor, { ...offer, from }, placement);
    await this.moves.move(tx, actor, offer.requestId, 'accept', {
      facts: {
        openOffer: true,
        needCovered: offer.coversNeed || (await this.solutions.isCovered(tx, offer.requestId)),
      },
      history: answerFacts(offer, saidBy),
    });
    await this.notices.confirmAnswer(tx, actor, offer, 'accepted', saidBy);
    await this.calls.tellDirectors(tx, offer, from);
    return { ok: true };
  }

  /** @param choice `wait` to stay on the waiting list, `withdraw` to withdraw the request */
  async declineOffer(
    tx: Tx,
    actor: Actor,
    offerId: Id,
    reason: string,
    choice: 'wait' | 'withdraw',
    saidBy: number | null = null,
  ): Promise<Answer> {
    const offer = await this.lockOpen(tx, offerId);
    if (isExpired(offer, this.clock.now())) return this.lapseNow(tx, offer);
    const { noes, waits } = await this.noes.hearNo(tx, actor, offer, { reason, choice }, saidBy);
    if (waits) return { ok: true };
    const said = finalNo(noes)!;
    await this.ends.decline(tx, actor, offer, said, saidBy);
    await this.notices.confirmAnswer(tx, actor, offer, said.choice, saidBy, said.reason);
    return { ok: true };
  }

  /**
   * Takes an offer back that nobody has answered.
   * @param reason of `REASONS.revoke`. A place that is not there any more is offered to nobody else.
   * @throws NotFound | Conflict; DomainError when the offer is not open any more
   */
  async revokeOffer(tx: Tx, actor: Actor, offerId: Id, reason: string, expectedVersion?: number): Promise<void> {
    const offer = await this.lockOpen(tx, offerId, expectedVersion);
    await this.ends.endOffer(tx, offer, 'revoked', actor);
    if (reason === 'place_no_longer_available') await tx.update(Offer, { id: offerId }, { reofferAllowed: false });
    await this.moves.move(tx, actor, offer.requestId, 'revoke', {
      reason,
      facts: { partLeft: await this.parts.goesOn(tx, offer.requestId) },
      history: { offerId },
    });
    await this.notices.tellRevoked(tx, offer);
  }

  /** Ends an offer whose effective deadline has passed; does nothing to any other. */
  async expireIfDue(tx: Tx, offerId: Id): Promise<void> {
    const offer = await lockOffer(tx, offerId);
    if (offer?.state !== 'open') return;
    if (isExpired(offer, this.clock.now())) await this.ends.lapse(tx, offer);
    else if (offer.remindedAt !== null) {
      await this.queue.plan(
        tx,
        OFFER_JOBS.expire,
        { offerId },
        { at: offer.effectiveDeadline, key: offerJobKey(offerId, 'expire') },
      );
    }
  }

  private async lapseNow(tx: Tx, offer: Offer): Promise<Answer> {
    await this.ends.lapse(tx, offer);
    return { ok: false, refusal: refuse('offer.expired') };
  }

  /** Ends the open offer of a request that was withdrawn. The seats come free in the same transaction. */
  async withdrawOpen(tx: Tx, requestId: Id): Promise<void> {
    const offer = await tx.lock(Offer, { requestId, state: 'open' });
    if (offer) await this.ends.endOffer(tx, offer, 'withdrawn', SYSTEM);
  }
}
