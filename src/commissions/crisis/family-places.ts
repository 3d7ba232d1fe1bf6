import { Injectable } from '@nestjs/common';
import { findRequests, type ChildRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { TemporaryPlace } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { stateNow } from './domain/temporary-offer.js';
import { SuddenClosure, type TemporaryOffer } from './persistence/crisis.entities.js';
import { TemporaryOffers } from './temporary-offers.js';

/** A place elsewhere that a family is offered for one of its children, or has answered. */
export interface FamilyPlace {
  readonly offer: TemporaryOffer;
  readonly place: TemporaryPlace;
  readonly request: ChildRequest;
  readonly closure: SuddenClosure;
}

/** Places elsewhere as families see them. */
@Injectable()
export class FamilyPlaces {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly offers: TemporaryOffers,
  ) {}

  /** @throws NotFound when the actor's key opens no dossier */
  async listOwn(actor: Actor): Promise<FamilyPlace[]> {
    if (actor.kind !== 'family' || actor.dossierId === null) throw new NotFound('dossier');
    const offers = await this.offers.listOfFamily(actor.dossierId);
    const places = await this.offers.placesOf(offers);
    const requests = await findRequests(
      this.reader,
      offers.flatMap(({ requestId }) => requestId ?? []),
    );
    const listed: FamilyPlace[] = [];
    for (const offer of offers) {
      const closure = await this.reader.findOne(SuddenClosure, { id: offer.closureId });
      const [place, request] = [places.get(offer.placeId!), requests.find(({ id }) => id === offer.requestId)];
      if (closure && place && request) listed.push({ offer, place, request, closure });
    }
    return listed;
  }

  /** How many of them a family has to answer, and how many there are in all. */
  async countOf(dossierId: Id): Promise<{ awaited: number; all: number }> {
    const offers = await this.offers.listOfFamily(dossierId);
    const now = this.clock.now();
    return { awaited: offers.filter((offer) => stateNow(offer, now) === 'sent').length, all: offers.length };
  }
}
