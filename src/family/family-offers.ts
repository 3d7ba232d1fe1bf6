import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { Conflict, DomainError, NotFound, type Refusal } from '../kernel/refusal.js';
import { Reader, UnitOfWork, type Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { isExpired, Offer, Offers, type Answer, type OfferState } from '../placement/index.js';

export interface Decline {
  readonly reason: string;
  readonly choice: 'wait' | 'withdraw';
}

/** The answers a family gives to the places it is offered. */
@Injectable()
export class FamilyOffers {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly offers: Offers,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when it is not there or another family's */
  async mine(actor: Actor, offerId: Id): Promise<Offer> {
    const offer = await this.reader.findOne(Offer, { id: offerId });
    if (!offer || actor.kind !== 'family' || offer.dossierId !== actor.dossierId) throw new NotFound('offer');
    return offer;
  }

  /** The offer a dossier is asked to answer; null when there is none, or one for each of several children. */
  async onlyOpenOf(dossierId: Id): Promise<Offer | null> {
    const open = (await this.reader.find(Offer, { where: { dossierId, state: 'open' } })).filter((offer) => this.stateOf(offer) === 'open');
    return open.length === 1 ? open[0]! : null;
  }

  /** What the offer is now, whether or not a job has said so yet. */
  stateOf(offer: Offer): OfferState {
    return offer.state === 'open' && isExpired(offer, this.clock.now()) ? 'expired' : offer.state;
  }

  /** @returns why not, or null when it is accepted: pressing the button twice accepts once */
  accept(actor: Actor, offerId: Id): Promise<Refusal | null> {
    return this.answer(actor, offerId, 'accepted', (tx) => this.offers.accept(tx, actor, offerId));
  }

  decline(actor: Actor, offerId: Id, { reason, choice }: Decline): Promise<Refusal | null> {
    return this.answer(actor, offerId, 'declined', (tx) => this.offers.decline(tx, actor, offerId, reason, choice));
  }

  private async answer(actor: Actor, offerId: Id, wanted: OfferState, work: (tx: Tx) => Promise<Answer>): Promise<Refusal | null> {
    await this.mine(actor, offerId);
    try {
      const answer = await this.unitOfWork.run(work);
      return answer.ok ? null : answer.refusal;
    } catch (error) {
      if (!(error instanceof DomainError || error instanceof Conflict)) throw error;
      // Somebody was first: the same person with a second click, or the clock.
      return (await this.mine(actor, offerId)).state === wanted ? null : error.refusal;
    }
  }
}
