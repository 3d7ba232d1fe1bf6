import { Injectable } from '@nestjs/common';
import type { RequestFile } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import {
  findFirstHeldPart,
  FirstCalls,
  isOnCallList,
  type FirstCall,
  type Offer,
  type Placement,
} from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';

/** The first call of a nursery to the family that accepted its place, as the family reads it. */
export interface FamilyCall extends FirstCall {
  readonly providerId: Id;
  /** Whether the nursery reads how to reach somebody of the family. */
  readonly reached: boolean;
  readonly place: Placement;
}

/** What a family reads between its yes and its first day: who calls it until when (decision 0155). */
@Injectable()
export class FamilyCalls {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly calls: FirstCalls,
  ) {}

  /** The call that an accepted offer waits for, or had; null once the child has begun and for any other offer. */
  async readCall(offer: Offer, file: RequestFile): Promise<FamilyCall | null> {
    const place = offer.state === 'accepted' ? await findFirstHeldPart(this.reader, offer.id) : null;
    if (!place || !isOnCallList(place.from, offer.calledOn, this.clock.today())) return null;
    const reached = this.calls.contactsOf(file, offer) !== null;
    return { ...this.calls.callOf(offer, place.from), providerId: offer.providerId, reached, place };
  }
}
