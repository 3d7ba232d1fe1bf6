import { Injectable } from '@nestjs/common';
import { findAdults, findDossiers, findRequests, sharesContactsWithNurseries } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { WeekSchedule } from '../../foundation/kernel/week-schedule.js';
import { PresentChildren, type TemporaryPlace } from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { directsClosed } from './crisis.policy.js';
import type { LendingFile } from './neighbours.js';
import { TemporaryOffers } from './temporary-offers.js';

/** A child who comes for a time, as the director who receives it knows it. */
export interface Guest {
  readonly place: TemporaryPlace;
  /** Null for who does not receive the child. */
  readonly name: string | null;
  readonly birth: Day | null;
  readonly week: WeekSchedule | null;
  /** Whether the child needs something particular; null where nobody said. */
  readonly adaptation: boolean | null;
  /** How to reach its parents, where they agreed that nurseries know it. */
  readonly contacts: readonly { readonly name: string; readonly phone: string | null }[];
}

/** The children who come to a neighbour during a closure: once their family has accepted, and not before. */
@Injectable()
export class ClosureGuests {
  constructor(
    private readonly reader: Reader,
    private readonly audit: Audit,
    private readonly offers: TemporaryOffers,
    private readonly present: PresentChildren,
  ) {}

  /** By the first day there. Each reading is written down. */
  async listGuests(actor: Actor, { closure, sections, provider }: LendingFile): Promise<Guest[]> {
    const here = new Set(sections.map(({ sectionId }) => sectionId));
    const offers = (await this.offers.listOf(closure.id)).filter(
      ({ state, sectionId }) => state === 'accepted' && here.has(sectionId),
    );
    if (offers.length === 0) return [];
    const receives = directsClosed(actor, provider.id);
    if (receives)
      await this.audit.readListed(
        actor,
        offers.map(({ requestId, id }) => requestId ?? id),
        [
          {
            action: 'closure-guests.read',
            subject: { kind: 'closure-guests', id: closure.id },
            facts: { count: offers.length },
          },
        ],
      );
    const requests = new Map(
      (
        await findRequests(
          this.reader,
          offers.flatMap(({ requestId }) => requestId ?? []),
        )
      ).map((request) => [request.id, request]),
    );
    const dossierIds = offers.flatMap(({ dossierId }) => dossierId ?? []);
    const sharing = new Set(
      (await findDossiers(this.reader, dossierIds))
        .filter(({ consents }) => sharesContactsWithNurseries(consents))
        .map(({ id }) => id),
    );
    const adults = await findAdults(this.reader, [...sharing]);
    const names = await this.present.namesOf(
      this.reader,
      offers.filter(({ requestId }) => requestId === null).map(({ childId }) => childId),
    );
    const places = await this.offers.placesOf(offers);
    const contactsOf = (dossierId: Id | null): Guest['contacts'] =>
      adults
        .filter((adult) => adult.dossierId === dossierId)
        .map(({ details }) => ({
          name: [details.firstName, details.surname].filter(Boolean).join(' '),
          phone: details.phone ?? null,
        }));
    return offers
      .flatMap((offer): Guest[] => {
        const place = places.get(offer.placeId ?? '');
        const request = requests.get(offer.requestId ?? '');
        if (!place || place.from > place.to) return [];
        const name = request
          ? [request.firstName, request.surname].filter(Boolean).join(' ')
          : (names.get(offer.childId) ?? null);
        return [
          {
            place,
            name: receives ? name : null,
            birth: request?.birthDate ?? null,
            week: request?.need.week ?? null,
            adaptation: receives ? (request?.adaptationNeed ?? null) : null,
            contacts: receives ? contactsOf(offer.dossierId) : [],
          },
        ];
      })
      .sort((a, b) => a.place.from.localeCompare(b.place.from));
  }
}
