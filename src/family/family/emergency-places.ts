import { Injectable } from '@nestjs/common';
import { Bodies, findSessionsOf, isComing } from '../../commissions/commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { lastDayOf, type Offer, type Placement } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { Supply } from '../../offer/supply/index.js';

/** A place given in an emergency that the commission has not confirmed. */
export interface EmergencyPlace {
  readonly providerId: Id;
  readonly last: Day;
  /** The day of the next session that may confirm it; null while none is planned. */
  readonly session: Day | null;
}

/** What a family is told of a place given in an emergency: how long it lasts, and who has still to confirm it. */
@Injectable()
export class EmergencyPlaces {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly supply: Supply,
  ) {}

  /** The places among these parts that wait for the commission, each once however many sections it goes through. */
  async listToRatify(parts: readonly Placement[]): Promise<EmergencyPlace[]> {
    const pending = parts.filter(({ state, ratification }) => state === 'held' && ratification === 'pending');
    return Promise.all(
      [...groupedBy(pending, ({ offerId }) => offerId).values()].map((place) =>
        this.describe(
          this.supply.section(place[0]!.sectionId)!.providerId,
          place.map((part) => lastDayOf(part)),
        ),
      ),
    );
  }

  /** Null for any other offer. @param placement its place, once it is accepted */
  async describeOffer(offer: Offer, placement: Placement | null): Promise<EmergencyPlace | null> {
    if (!offer.emergency || (placement && placement.ratification !== 'pending')) return null;
    return this.describe(offer.providerId, [lastDayOf(placement ?? offer)]);
  }

  private async describe(providerId: Id, ends: readonly Day[]): Promise<EmergencyPlace> {
    return { providerId, last: [...ends].sort().at(-1)!, session: await this.nextSessionOf(providerId) };
  }

  private async nextSessionOf(providerId: Id): Promise<Day | null> {
    const body = await this.bodies.ofProvider(this.reader, providerId);
    const sessions = body ? await findSessionsOf(this.reader, body.id) : [];
    const next = sessions.find(({ state, startsAt }) => isComing(state) && dayOf(startsAt) >= this.clock.today());
    return next ? dayOf(next.startsAt) : null;
  }
}
