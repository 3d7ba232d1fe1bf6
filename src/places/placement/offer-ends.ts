import { Injectable } from '@nestjs/common';
import { FamilyReach, RequestMoves } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Reference } from '../../foundation/kernel/reference.js';
import { Conflict, refuse } from '../../foundation/kernel/refusal.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { actorRef, SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { finalNo, type SaidNo } from './domain/family-noes.js';
import { answerFacts } from './offer-answers.js';
import { aboutNo, NOBODY, OfferNotices } from './offer-notices.js';
import { Offer, type OfferState } from './persistence/placement.entities.js';
import { OFFER_JOB_NAMES, OFFER_RELEASED, offerJobKey } from './placement-jobs.js';
import { PartEnds } from './part-ends.js';
import { Seats } from './seats.js';

/** What is recorded with an answer. */
interface Said {
  readonly declineReason?: string | null;
  readonly saidBy?: number | null;
}

/**
 * The references that messages about an offer carry in `about`: one for the offer itself, one for its reminder, one for
 * what asks one adult because another said no.
 */
export const aboutOffer = (offerId: Id): Reference[] => [
  `offer:${offerId}`,
  `offer-reminder:${offerId}`,
  aboutNo(offerId),
];

/** How an open offer ends, whoever ends it: its jobs and its messages end with it. */
@Injectable()
export class OfferEnds {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly seats: Seats,
    private readonly moves: RequestMoves,
    private readonly reach: FamilyReach,
    private readonly notices: OfferNotices,
    private readonly parts: PartEnds,
  ) {}

  /** Ends an offer whose deadline has passed, and tells the family. */
  async lapse(tx: Tx, offer: Offer): Promise<void> {
    const no = finalNo(offer.noes ?? []);
    if (no) return this.endWithNo(tx, offer, no);
    await this.endOffer(tx, offer, 'expired', SYSTEM);
    await this.moves.move(tx, SYSTEM, offer.requestId, 'expire', {
      facts: { partLeft: await this.parts.goesOn(tx, offer.requestId) },
      history: { offerId: offer.id },
    });
    await this.notices.tellExpired(tx, offer);
  }

  /** Of a family that was waited for, one adult had said no and nobody yes: the no counts. */
  private async endWithNo(tx: Tx, offer: Offer, no: SaidNo): Promise<void> {
    const family: Actor = { kind: 'family', dossierId: offer.dossierId, draftId: null };
    await this.decline(tx, family, offer, no, null);
    await this.notices.tellOthers(tx, offer, NOBODY, 'declined', no.adult);
  }

  /** Ends an offer that its family declines, and moves the request as it chose. */
  async decline(
    tx: Tx,
    actor: Actor,
    offer: Offer,
    { reason, choice }: Pick<SaidNo, 'reason' | 'choice'>,
    saidBy: number | null,
  ): Promise<void> {
    await this.endOffer(tx, offer, 'declined', actor, { declineReason: reason, saidBy });
    await this.moves.move(tx, actor, offer.requestId, 'decline', {
      reason,
      choice,
      facts: { openOffer: true, partLeft: await this.parts.goesOn(tx, offer.requestId) },
      history: answerFacts(offer, saidBy),
    });
  }

  /** Ends an open offer and frees its seats. @throws Conflict when somebody else ended it meanwhile */
  async endOffer(tx: Tx, offer: Offer, state: OfferState, actor: Actor, said: Said = {}): Promise<void> {
    await this.writeEnd(tx, offer, state, actor, said);
    await this.seats.releaseSeats(tx, offer);
    // The seats are free once this transaction is committed. A downstream feature then decides who is offered them
    // next.
    if (offer.sessionId) await this.queue.plan(tx, OFFER_RELEASED, { offerId: offer.id });
  }

  /** Ends an offer whose seats pass to a placement, or are freed by the caller. @throws Conflict as {@link endOffer} */
  async writeEnd(
    tx: Tx,
    offer: Offer,
    state: OfferState,
    actor: Actor,
    { declineReason = null, saidBy = null }: Said = {},
  ): Promise<void> {
    const affected = await tx.update(
      Offer,
      { id: offer.id, state: 'open', version: offer.version },
      {
        state,
        version: offer.version + 1,
        answeredAt: this.clock.now(),
        answeredBy: actorRef(actor),
        saidBy,
        declineReason,
      },
    );
    if (affected === 0) throw new Conflict(refuse('offer.changed'));
    for (const job of OFFER_JOB_NAMES) await this.queue.cancel(tx, offerJobKey(offer.id, job));
    // Messages that ask for an answer are dropped: there is nothing left to answer.
    for (const about of aboutOffer(offer.id)) await this.reach.cancelMessages(tx, about);
  }
}
