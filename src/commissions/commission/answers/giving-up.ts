import { Injectable } from '@nestjs/common';
import type { OfferConsequences } from '../../admission/index.js';
import { TransferRequests, type ChildRequest } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import {
  findFirstHeldPart,
  findPartsOfPlace,
  judgeGiveUp,
  Solutions,
  Transfers,
  type Offer,
  type Placement,
} from '../../../places/placement/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { OfferRules } from './offer-rules.js';

export interface AroundGivingUp {
  /** Why the place cannot be given up before its first day; null when it can. */
  readonly refusal: Refusal | null;
  /** What it changes under the grid in force; null when there is none. */
  readonly consequences: OfferConsequences | null;
  /** The place that this one was to follow. It ends in any case. */
  readonly kept: Placement | null;
  /** Whether a search for a better wish goes on beside the place. */
  readonly transfer: boolean;
  /** Whether another solution of the request goes on. */
  readonly partLeft: boolean;
}

/**
 * The consequences of giving up an accepted place. They are shown before the button, to the family or to the agent who
 * speaks with it on the telephone.
 */
@Injectable()
export class GivingUpRules {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly rules: OfferRules,
    private readonly transfers: Transfers,
    private readonly transferRequests: TransferRequests,
    private readonly solutions: Solutions,
  ) {}

  async readAround(offer: Offer, request: Pick<ChildRequest, 'id' | 'transferFromId'>): Promise<AroundGivingUp> {
    const placement = await findFirstHeldPart(this.reader, offer.id);
    const lines = await this.solutions.ofRequest(this.reader, request.id);
    const ofOffer = (await findPartsOfPlace(this.reader, offer.id)).map(({ id }) => id);
    return {
      refusal: placement ? judgeGiveUp(placement, this.clock.today()) : refuse('placement.notHeld'),
      consequences: await this.rules.readConsequences(this.reader, offer),
      kept: await this.transfers.keptPlace(this.reader, request),
      transfer: (await this.transferRequests.openOf(this.reader, [request.id])).length > 0,
      partLeft: lines.some((line) => line.endedAt === null && !ofOffer.includes(line.placementId ?? '')),
    };
  }

  /** Accepted places of these offers that can still be given up. */
  async listPossible(offers: readonly Offer[]): Promise<Offer[]> {
    const possible: Offer[] = [];
    for (const offer of offers.filter(({ state }) => state === 'accepted')) {
      const placement = await findFirstHeldPart(this.reader, offer.id);
      if (placement && !judgeGiveUp(placement, this.clock.today())) possible.push(offer);
    }
    return possible;
  }
}
