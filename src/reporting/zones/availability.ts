import { Injectable } from '@nestjs/common';
import { ChildminderBook, suitsAge, type KnownChildminder } from '../../places/childminders/index.js';
import { findOpenRequestsOf, findRequests, type ChildRequest } from '../../dossier/dossier/index.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { addMonths, ageInMonths, type Day } from '../../foundation/kernel/time.js';
import { countSlots, type Slot } from '../../foundation/kernel/week-schedule.js';
import {
  bestStart,
  endOfYear,
  FreeSeats,
  Paths,
  Seats,
  weekFit,
  type SectionsMet,
} from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { inSlices } from '../../foundation/platform/threads/index.js';
import { Supply } from '../../offer/supply/index.js';
import { AskingChildren, type AskingChild } from './asking-children.js';
import {
  causeOfFamily,
  whatWouldGive,
  type AvailabilityCause,
  type PossiblePlace,
  type WhatWouldGive,
} from './domain/what-would-give.js';
import { NearCommunes, type Nearness } from './near-communes.js';

interface Offer {
  readonly nearness: Nearness;
  readonly seats: ReadonlyMap<Id, FreeSeats>;
  readonly childminders: ReadonlyMap<Day, readonly KnownChildminder[]>;
}

/**
 * What would give a solution to families that have none: places free in their wishes and elsewhere within the published
 * radius, shorter weeks, childminders who confirmed room. It is read as it stands, it holds nothing, and it names no
 * child. The caller authorises.
 */
@Injectable()
export class Availability {
  constructor(
    private readonly reader: Reader,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly paths: Paths,
    private readonly asking: AskingChildren,
    private readonly childminders: ChildminderBook,
    private readonly near: NearCommunes,
  ) {}

  /** By dossier, for each of its open requests. A family without an open request is absent. */
  async ofFamilies(dossierIds: readonly Id[]): Promise<Map<Id, WhatWouldGive[]>> {
    const requests = await findOpenRequestsOf(this.reader, dossierIds);
    const given = await this.look(requests);
    return groupedBy(given, ({ requestId }) => requests.find(({ id }) => id === requestId)!.dossierId);
  }

  /** The cause that the places of today tell of each family: see {@link causeOfFamily}. */
  async causesOf(dossierIds: readonly Id[]): Promise<Map<Id, AvailabilityCause | null>> {
    const families = await this.ofFamilies(dossierIds);
    return new Map([...families].map(([dossierId, children]) => [dossierId, causeOfFamily(children)]));
  }

  /** By request. One that does not exist is absent. */
  async ofRequests(requestIds: readonly Id[]): Promise<Map<Id, WhatWouldGive>> {
    const given = await this.look(await findRequests(this.reader, requestIds));
    return new Map(given.map((one) => [one.requestId, one]));
  }

  private async look(requests: readonly ChildRequest[]): Promise<WhatWouldGive[]> {
    if (requests.length === 0) return [];
    const children = await this.asking.read(requests);
    const offer = await this.readOffer(children);
    return inSlices(this.lookAt(children, offer));
  }

  private *lookAt(children: readonly AskingChild[], offer: Offer): Generator<void, WhatWouldGive[]> {
    const given: WhatWouldGive[] = [];
    for (const child of children) {
      const looked = [...this.placesFor(child, offer), ...childmindersFor(child, offer)];
      const asked = child.asked.slots === 0 ? 2 * (child.asked.days ?? 0) : countSlots(child.asked.slots);
      given.push(whatWouldGive(child.request.id, asked, looked));
      yield;
    }
    return given;
  }

  /** The seats of every section that one of the children could ask for, each read once. */
  private async readOffer(children: readonly AskingChild[]): Promise<Offer> {
    const nearness = await this.near.readNearness();
    const entries = [...new Set(children.map(({ entry }) => entry))].sort();
    const farthest = this.seats.farthest();
    const last = endOfYear(children.map(({ until }) => until).reduce((a, b) => (a > b ? a : b)));
    const days = {
      from: children.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
      to: last < farthest ? last : farthest,
    };
    const sections = new Set<Id>();
    for (const child of children)
      for (const { id } of this.establishmentsFor(child, nearness))
        for (const day of [child.entry, child.from, ...this.agesFrom(child, id).filter((age) => age <= child.until)])
          for (const section of this.sectionsFor(child, id, day)) sections.add(section);
    const seats = new Map<Id, FreeSeats>();
    for (const id of sections) seats.set(id, new FreeSeats(await this.seats.freeByDay(this.reader, id, days)));
    return { nearness, seats, childminders: await this.childminders.listOpenOn(entries) };
  }

  private establishmentsFor({ request, wishes }: AskingChild, { isNear }: Nearness): { id: Id; communeCode: string }[] {
    return this.supply
      .establishments()
      .filter(
        ({ id, communeCode }) =>
          isNear(request.communeCode, communeCode) || wishes.some(({ providerId }) => providerId === id),
      );
  }

  private sectionsFor({ birth }: AskingChild, providerId: Id, day: Day): Id[] {
    return birth === null ? [] : this.supply.sectionsForChild(providerId, birth, day).map(({ id }) => id);
  }

  /** The days on which a child reaches the age of a section. */
  private agesFrom({ birth }: AskingChild, providerId: Id): Day[] {
    if (birth === null) return [];
    return this.supply.sectionsOf(providerId).map(({ ageFromMonths }) => addMonths(birth, ageFromMonths));
  }

  /** One place for each establishment: the section and the day that fit best. */
  private placesFor(child: AskingChild, { nearness, seats }: Offer): PossiblePlace[] {
    const { request, wishes, birth } = child;
    return this.establishmentsFor(child, nearness).map(({ id, communeCode }) => {
      const met: SectionsMet = {
        agesFrom: this.agesFrom(child, id),
        sectionsOn: (day) => this.sectionsFor(child, id, day),
        lastDayIn: (section, day) => this.paths.planStay(section, birth!, day).to,
      };
      return {
        mode: 'establishment' as const,
        providerId: id,
        wished: wishes.some(({ providerId }) => providerId === id),
        km: nearness.kmBetween(request.communeCode, communeCode),
        ...(bestStart(child, met, seats) ?? { fit: 'none' as const, halfDays: 0, from: null }),
      };
    });
  }
}

function childmindersFor(
  { request, wishes, birth, entry, until, asked }: AskingChild,
  { nearness, childminders }: Offer,
): PossiblePlace[] {
  const months = birth === null ? null : Math.max(0, ageInMonths(birth, entry));
  return (childminders.get(entry) ?? []).flatMap(({ provider, record, availability }): PossiblePlace[] => {
    const wished = wishes.some(
      ({ mode, providerId, communeCode }) =>
        mode === 'childminder' &&
        (providerId === null
          ? (communeCode ?? provider.communeCode) === provider.communeCode
          : providerId === provider.id),
    );
    const isNear = nearness.isNear(request.communeCode, provider.communeCode);
    if (availability.state !== 'free' || availability.from > until || (!isNear && !wished)) return [];
    if (months !== null && !suitsAge(record!.agedPlaces, months)) return [];
    const free = new Map(Object.entries(availability.free) as [Slot, number][]);
    return [
      {
        mode: 'childminder',
        providerId: provider.id,
        wished,
        km: nearness.kmBetween(request.communeCode, provider.communeCode),
        ...weekFit(asked, free),
        from: availability.from > entry ? availability.from : null,
      },
    ];
  });
}
