import { Injectable } from '@nestjs/common';
import { findStaffName } from '../../territory/accounts/index.js';
import type { OfferConsequences } from '../../commissions/admission/index.js';
import {
  GivingUpRules,
  OfferRules,
  ReplacedOffers,
  ReofferAccounts,
  type AroundGivingUp,
  type ReofferAccount,
} from '../../commissions/commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { AnswerLocks, Dossiers, isApart, type RequestFile, type Wish } from '../../dossier/dossier/index.js';
import { isDateToChange } from './domain/unsuited-date.js';
import { EmergencyPlaces, type EmergencyPlace } from './emergency-places.js';
import { FamilyCalls, type FamilyCall } from './family-calls.js';
import { mayChange } from './family-answers.js';
import {
  findFirstHeldPart,
  findOffer,
  findOpenOffersOfFamily,
  FirstCalls,
  GivenUpPlaces,
  isExpired,
  isFamilyOf,
  offerMark,
  Offers,
  Paths,
  StartAgreements,
  Transfers,
  type Answer,
  type GivingUp,
  type Offer,
  type OfferState,
  type PathStep,
  type Placement,
} from '../../places/placement/index.js';

export interface Decline {
  readonly reason: string;
  readonly choice: 'wait' | 'withdraw';
}

export interface AroundOffer {
  /** The wishes that the family ranks better, best first. */
  readonly better: readonly Wish[];
  /**
   * For a transfer, the place that the child has now, and its last day if the offer is accepted. Null for any other
   * offer.
   */
  readonly kept: { readonly place: Placement; readonly last: Day } | null;
  /** What refusing, not answering or not coming would change; null while no grid is in force. */
  readonly consequences: OfferConsequences | null;
  /** The establishments of the offers that it replaced; none once it has been replaced itself. */
  readonly replaced: readonly Id[];
  /** The first part of the place, once the offer is accepted. Its start dates may still have to be agreed. */
  readonly placement: Placement | null;
  /** The later sections of the path, in which the child is expected. */
  readonly expected: readonly PathStep[];
  /** The other offers that wait for an answer of this family. */
  readonly beside: readonly Offer[];
  /** Why it is offered to this family, where its seats came free after the session; null for any other offer. */
  readonly again: ReofferAccount | null;
  /** Whether the family declined it because of its date, and may now say another. */
  readonly dateToChange: boolean;
  /** The call of the nursery, once the offer is accepted and until the child begins; null otherwise. */
  readonly call: FamilyCall | null;
  /** What it is told of an emergency that the commission has still to confirm; null for any other offer. */
  readonly emergency: EmergencyPlace | null;
  /** The name of the agent who noted an answer given by telephone; null when the family answered by itself. */
  readonly notedBy: string | null;
}

/** The answers that a family gives to offers, and what it does with a place that it has accepted. */
@Injectable()
export class FamilyOffers {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly offers: Offers,
    private readonly clock: Clock,
    private readonly transfers: Transfers,
    private readonly paths: Paths,
    private readonly rules: OfferRules,
    private readonly replaced: ReplacedOffers,
    private readonly starts: StartAgreements,
    private readonly givenUp: GivenUpPlaces,
    private readonly givingUp: GivingUpRules,
    private readonly accounts: ReofferAccounts,
    private readonly locks: AnswerLocks,
    private readonly calls: FirstCalls,
    private readonly familyCalls: FamilyCalls,
    private readonly dossiers: Dossiers,
    private readonly emergencies: EmergencyPlaces,
  ) {}

  /** @throws NotFound when the offer does not exist or is another family's */
  async readOwn(actor: Actor, offerId: Id): Promise<Offer> {
    const offer = await findOffer(this.reader, offerId);
    if (!offer || !isFamilyOf(actor, offer)) throw new NotFound('offer');
    return offer;
  }

  /** The open offer that a link was sent for, or the only one; null when there is none, or several and no mark. */
  async findOpen(dossierId: Id, mark: string): Promise<Offer | null> {
    const open = await this.listOpen(dossierId);
    return open.find(({ id }) => offerMark(id) === mark) ?? (open.length === 1 ? open[0]! : null);
  }

  private async listOpen(dossierId: Id): Promise<Offer[]> {
    return (await findOpenOffersOfFamily(this.reader, dossierId)).filter((offer) => this.stateOf(offer) === 'open');
  }

  /** The state of the offer now, even when the job that lets it lapse has not run yet. */
  stateOf(offer: Offer): OfferState {
    if (offer.state !== 'open' || !isExpired(offer, this.clock.now())) return offer.state;
    return offer.noes?.length ? 'declined' : 'expired';
  }

  /** What the page of an offer shows beside the offer itself. */
  async readAround(offer: Offer, file: RequestFile): Promise<AroundOffer> {
    const { request, history } = file;
    const placement = await findFirstHeldPart(this.reader, offer.id);
    return {
      better: await this.transfers.betterWishes(this.reader, offer),
      kept: await this.transfers.keptUntil(this.reader, request, offer),
      consequences: await this.rules.readConsequences(this.reader, offer),
      replaced: (await this.replaced.listReplaced(this.reader, [request.id])).get(request.id) ?? [],
      placement,
      expected: (await this.paths.listExpected(this.reader, [offer]))[0]?.steps ?? [],
      beside: (await this.listOpen(offer.dossierId)).filter(({ id }) => id !== offer.id),
      again: (await this.accounts.readAccounts(this.reader, [offer])).get(offer.id) ?? null,
      dateToChange:
        mayChange(request.state) &&
        isDateToChange([offer], history) &&
        (await this.locks.refusalFor(this.reader, request.id)) === null,
      call: await this.familyCalls.readCall(offer, file),
      emergency: await this.emergencies.describeOffer(offer, placement),
      notedBy: await findStaffName(this.reader, offer.answeredBy),
    };
  }

  /**
   * @param keep establishments for which the family stays in the running
   * @param passesContact whether the nursery may read how to reach the family
   * @returns the reason for a refusal, or null when the offer is accepted. Accepting twice accepts once.
   */
  acceptOffer(actor: Actor, offerId: Id, keep: readonly Id[], passesContact: boolean): Promise<Refusal | null> {
    return this.writeAnswer(actor, offerId, 'accepted', async (tx) => {
      const answer = await this.offers.acceptOffer(tx, actor, offerId);
      if (answer.ok && passesContact) await this.calls.agreeContact(tx, actor, offerId, true);
      if (answer.ok) await this.transfers.keepWaiting(tx, actor, (await findOffer(tx, offerId))!, keep);
      return answer;
    });
  }

  /** The family says whether the nursery whose place it accepted may read how to reach it. @throws NotFound | DomainError */
  async agreeContact(actor: Actor, offerId: Id, agrees: boolean): Promise<void> {
    await this.unitOfWork.run((tx) => this.calls.agreeContact(tx, actor, offerId, agrees));
  }

  /** The family agrees to the start dates that the director proposes. @throws DomainError */
  async agreeDates(actor: Actor, offerId: Id): Promise<void> {
    const offer = await this.readOwn(actor, offerId);
    const placement = await findFirstHeldPart(this.reader, offer.id);
    if (!placement) throw new NotFound('placement');
    await this.unitOfWork.run((tx) => this.starts.agreeDates(tx, actor, placement.id));
  }

  declineOffer(actor: Actor, offerId: Id, { reason, choice }: Decline): Promise<Refusal | null> {
    return this.writeAnswer(actor, offerId, 'declined', (tx) =>
      this.offers.declineOffer(tx, actor, offerId, reason, choice),
    );
  }

  /** What giving up an accepted place would change. */
  async aroundGivingUp(actor: Actor, offer: Offer, file: RequestFile): Promise<AroundGivingUp> {
    const around = await this.givingUp.readAround(offer, file.request);
    return { ...around, refusal: around.refusal ?? refuseAlone(actor, file) };
  }

  /** @returns the reason for a refusal, or null when the place is given up. Giving up twice gives up once. */
  giveUp(actor: Actor, offerId: Id, how: GivingUp): Promise<Refusal | null> {
    return this.writeAnswer(actor, offerId, 'given_up', async (tx) => {
      const { requestId } = (await findOffer(tx, offerId))!;
      const alone = refuseAlone(actor, await this.dossiers.loadRequest(tx, requestId));
      if (alone) return { ok: false, refusal: alone };
      await this.givenUp.giveUp(tx, actor, offerId, how);
      return { ok: true };
    });
  }

  private async writeAnswer(
    actor: Actor,
    offerId: Id,
    wanted: OfferState,
    work: (tx: Tx) => Promise<Answer>,
  ): Promise<Refusal | null> {
    await this.readOwn(actor, offerId);
    try {
      const answer = await this.unitOfWork.run(work);
      return answer.ok ? null : answer.refusal;
    } catch (error) {
      if (!(error instanceof DomainError || error instanceof Conflict)) throw error;
      // The button was pressed twice, or the offer has lapsed meanwhile. A state that is already the wanted one is a
      // success.
      return (await this.readOwn(actor, offerId)).state === wanted ? null : error.refusal;
    }
  }
}

/**
 * A yes counts for both parents of two homes, and a no of one waits for the other: neither gives the place up alone. Their
 * desk speaks with both.
 */
const refuseAlone = (actor: Actor, file: Pick<RequestFile, 'dossier' | 'adults'>): Refusal | null =>
  actor.kind === 'family' && isOfTwoHomes(file) ? refuse('placement.twoHomes') : null;

/** Whether two adults decide who read nothing of each other's home. */
export const isOfTwoHomes = ({ dossier, adults }: Pick<RequestFile, 'dossier' | 'adults'>): boolean =>
  adults.length > 1 && isApart(dossier, adults);
