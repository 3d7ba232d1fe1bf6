import { Injectable } from '@nestjs/common';
import {
  Dossiers,
  FamilyMessages,
  findMoves,
  RequestMoves,
  triagesRequest,
  type DeskNotice,
  type RequestFile,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { messageKind } from '../../foundation/platform/outbox/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import {
  findOpenOffers,
  isExpired,
  lastDayOfLongerDelay,
  lockOffer,
  OFFERED_VARIABLES,
  offerMark,
  OfferReminders,
  PlaceWords,
  type Offer,
} from '../placement/index.js';

/** Tells a family that it has more days to answer the place that it is offered. */
export const OFFER_EXTENDED = messageKind({
  code: 'offer-extended',
  to: 'family',
  effect: 'sets_deadline',
  opens: 'offer',
  variables: OFFERED_VARIABLES,
});

/** An offer that the desk may give more days to answer. */
export interface DelayToExtend {
  readonly file: RequestFile;
  readonly offer: Offer;
  /** The last day to answer that the family would have. */
  readonly lastDay: Day;
}

/** What the desk saw when it gave more days. */
interface SeenDelay {
  readonly offerId: Id;
  readonly version: number;
}

/** More days to answer an offer: once for each offer, and never beyond the eve of its first day (domain.md §9). */
@Injectable()
export class LongerDelays {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly dossiers: Dossiers,
    private readonly moves: RequestMoves,
    private readonly reminders: OfferReminders,
    private readonly places: PlaceWords,
    private readonly messages: FamilyMessages,
  ) {}

  /** A way to the page, for each of these requests whose open offer may have more days. */
  async listNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const notices = new Map<Id, DeskNotice>();
    for (const offer of await findOpenOffers(this.reader, requestIds))
      if (typeof (await this.judge(this.reader, offer)) === 'string')
        notices.set(offer.requestId, { says: null, isForDesk: false, path: 'delai', link: 'longerDelay.link' });
    return notices;
  }

  /** @throws NotFound when it is not the actor's, or its offer may not have more days */
  async readDelay(actor: Actor, requestId: Id): Promise<DelayToExtend> {
    const file = await this.dossiers.requestFile(actor, requestId);
    const [offer] = await findOpenOffers(this.reader, [requestId]);
    const lastDay = offer && (await this.judge(this.reader, offer));
    if (!triagesRequest(actor, file.request) || !offer || typeof lastDay !== 'string') throw new NotFound('offer');
    return { file, offer, lastDay };
  }

  /**
   * Gives the family more days. @param reason of `REASONS.extendOffer`
   * @throws NotFound | Conflict; DomainError when the offer is over, has had more days already, or its first day is near
   */
  async extendOffer(actor: Actor, requestId: Id, { offerId, version }: SeenDelay, reason: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const offer = await lockOffer(tx, offerId);
      if (offer?.requestId !== requestId) throw new NotFound('offer');
      const lastDay = await this.judge(tx, offer);
      if (typeof lastDay !== 'string') throw new DomainError(lastDay);
      const extended = await this.reminders.moveDeadline(tx, offer, lastDay);
      const request = await this.moves.move(tx, actor, requestId, 'extendOffer', {
        expectedVersion: version,
        reason,
        facts: { openOffer: true },
        known: { offerDeadline: dayOf(extended.deadline) },
        history: { offerId, until: lastDay },
      });
      await this.messages.writeMessage(tx, {
        dossierId: offer.dossierId,
        requestIds: [requestId],
        kind: OFFER_EXTENDED,
        args: this.places.offerArgs(extended, request),
        about: `offer:${offerId}`,
        towards: offerMark(offerId),
      });
    });
  }

  /** The last day to answer that an offer would have, or why it may have no more days. */
  private async judge(from: Reader | Tx, offer: Offer): Promise<Day | ReturnType<typeof refuse>> {
    if (offer.state !== 'open') return refuse('offer.notOpen');
    if (isExpired(offer, this.clock.now())) return refuse('longerDelay.over');
    const extended = await findMoves(from, offer.requestId, ['extendOffer']);
    if (extended.some(({ facts }) => facts?.['offerId'] === offer.id)) return refuse('longerDelay.already');
    const lastDay = lastDayOfLongerDelay(offer, this.clock.today(), await this.settings.get('longerDelayDays'));
    return lastDay ?? refuse('longerDelay.tooNear', { from: offer.from });
  }
}
