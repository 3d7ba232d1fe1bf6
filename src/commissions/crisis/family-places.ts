import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FamilyNotices, findRequests, type ChildRequest, type FamilyNotice } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { isFamilyOf, type TemporaryPlace } from '../../places/placement/index.js';
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
export class FamilyPlaces implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly offers: TemporaryOffers,
    private readonly notices: FamilyNotices,
  ) {}

  onModuleInit(): void {
    this.notices.ofDossier.join('crisis counts the places elsewhere that wait for the family', {
      may: isFamilyOf,
      read: (dossierId) => this.findNotice(dossierId),
    });
  }

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

  private async findNotice(dossierId: Id): Promise<FamilyNotice | null> {
    const offers = await this.offers.listOfFamily(dossierId);
    const now = this.clock.now();
    const count = offers.filter((offer) => stateNow(offer, now) === 'sent').length;
    const waits = { title: 'crisis.own.title', args: { count }, text: 'crisis.own.awaited', button: 'crisis.own.see' };
    return offers.length === 0
      ? null
      : { waits: count > 0 ? waits : null, path: 'accueil-temporaire', link: 'crisis.own.see' };
  }
}
