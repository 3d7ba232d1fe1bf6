import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames } from '../../territory/accounts/index.js';
import {
  findDossierByNumber,
  findDossiers,
  findRequests,
  findRequestsOf,
  findWishes,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import {
  FamilyOwners,
  findReservedHolding,
  lastDayOf,
  Occupancy,
  PresentChildren,
  ReservedChildren,
  type Placement,
  type ReserveRight,
} from '../placement/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import {
  findReservations,
  mayDeclarePlaces,
  OpeningDays,
  ownerKeyOf,
  PlaceReservations,
  ProviderBook,
  Supply,
  type PlaceOwner,
  type Provider,
  type ReservedPlaces,
} from '../../offer/supply/index.js';
import { hoursByMonth, type OwnerMonth } from './domain/held-hours.js';

/** A child who holds a place, as somebody who looks after the establishment may know it. */
export interface ChildThere {
  readonly placement: Placement;
  /** The number of its family; null for a child without a dossier. */
  readonly number: string | null;
  /** The name of a child without a dossier, for its director alone. */
  readonly name: string | null;
  readonly until: Day;
}

/** A right to reserved places, as it was noted. */
export type NamedRight = ReserveRight & {
  readonly number: string | null;
  readonly name: string | null;
  readonly by: string | null;
};

export interface ReservedOverview {
  readonly reservations: readonly ReservedPlaces[];
  readonly children: readonly ChildThere[];
  readonly rights: readonly NamedRight[];
}

/** The reserved places of one establishment: who may take them, who holds them, and for how many hours. */
@Injectable()
export class ReservedBook {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly book: ProviderBook,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
    private readonly reservations: PlaceReservations,
    private readonly owners: FamilyOwners,
    private readonly children: ReservedChildren,
    private readonly present: PresentChildren,
    private readonly occupancy: Occupancy,
  ) {}

  /** @throws NotFound when it is no establishment, or the actor does not look after it */
  readEstablishment(actor: Actor, providerId: Id): Provider {
    const provider = this.book.read(actor, providerId);
    if (provider.kind !== 'establishment') throw new NotFound('provider');
    return provider;
  }

  /** The version that stands now. */
  currentVersion(providerId: Id): Promise<number> {
    return this.book.currentVersion(providerId);
  }

  /** @throws NotFound when the establishment has no such reservation that runs today or later */
  async findReservation(providerId: Id, reservationId: Id): Promise<ReservedPlaces> {
    const found = (await this.listRunning(providerId)).find(({ id }) => id === reservationId);
    if (!found) throw new NotFound('reservation');
    return found;
  }

  async readOverview(actor: Actor, { id: providerId }: Provider): Promise<ReservedOverview> {
    const reservations = await this.listRunning(providerId);
    const sections = new Set(reservations.map(({ sectionId }) => sectionId));
    const placements = (await this.occupancy.childrenOf(this.reader, providerId, this.clock.today())).filter(
      ({ sectionId, reservedFor }) => reservedFor !== null || sections.has(sectionId),
    );
    const rights = await this.owners.listRights(this.reader, [...new Set(reservations.map(ownerKeyOf))]);
    const requests = await findRequests(
      this.reader,
      placements.flatMap(({ requestId }) => requestId ?? []),
    );
    const dossiers = await findDossiers(this.reader, [
      ...requests.map(({ dossierId }) => dossierId),
      ...rights.flatMap(({ dossierId }) => dossierId ?? []),
    ]);
    const numbers = new Map(dossiers.map(({ id, number }) => [id, number]));
    const dossierOf = new Map(requests.map(({ id, dossierId }) => [id, dossierId]));
    const names = mayDeclarePlaces(actor, providerId)
      ? await this.present.namesOf(this.reader, [
          ...placements.map(({ childId }) => childId),
          ...rights.flatMap(({ childId }) => childId ?? []),
        ])
      : new Map<Id, string>();
    const here = new Set(placements.map(({ childId }) => childId));
    const askedHere = await this.askedHere(providerId, rights);
    const staff = await findStaffNames(
      this.reader,
      rights.map(({ notedBy }) => notedBy),
    );
    return {
      reservations,
      children: placements.map((placement) => ({
        placement,
        number: numbers.get(dossierOf.get(placement.requestId ?? '') ?? '') ?? null,
        name: names.get(placement.childId) ?? null,
        until: lastDayOf(placement),
      })),
      rights: rights
        .filter(({ dossierId, childId }) => (dossierId ? askedHere.has(dossierId) : here.has(childId!)))
        .map((right) => ({
          ...right,
          number: numbers.get(right.dossierId ?? '') ?? null,
          name: names.get(right.childId ?? '') ?? null,
          by: staff.get(accountIdOf(right.notedBy) ?? '') ?? null,
        })),
    };
  }

  /** The hours held of each owner in each month of a year, with the owners by their key. */
  async readHours(
    { id: providerId }: Provider,
    year: number,
  ): Promise<{ hours: OwnerMonth[]; owners: ReadonlyMap<string, PlaceOwner> }> {
    const days = { from: `${year}-01-01`, to: `${year}-12-31` };
    const sections = this.supply.sectionsOf(providerId).map(({ id }) => id);
    const rows = await findReservations(this.reader, sections, days);
    const isOpen = await this.opening.openOn(this.reader, sections);
    return {
      owners: new Map(rows.map((row) => [ownerKeyOf(row), row])),
      hours: hoursByMonth({
        days,
        reserved: rows.map((row) => ({ ...row, owner: ownerKeyOf(row) })),
        held: await findReservedHolding(this.reader, sections, days),
        isOpen,
        openingOn: (day) => this.supply.openingOf(providerId, day),
      }),
    };
  }

  /**
   * Notes that a family may take the places of an employer or of the AVIP label.
   * @param owner the key of an owner that has places in the establishment
   * @throws NotFound when the actor does not look after the establishment
   * @throws DomainError when no family of this number asks for it or has a place there, or the owner has no place
   */
  async noteFamily(actor: Actor, providerId: Id, number: string, owner: string, saidBy: string): Promise<void> {
    this.readEstablishment(actor, providerId);
    await this.unitOfWork.run(async (tx) => {
      const dossier = await findDossierByNumber(tx, number);
      const requests = dossier ? await findRequestsOf(tx, dossier.id) : [];
      const wishes = await findWishes(
        tx,
        requests.map(({ id }) => id),
      );
      if (!dossier || !wishes.some((wish) => wish.providerId === providerId))
        throw new DomainError(refuse('reserved.noFamily'));
      await this.assertNoted(providerId, owner);
      await this.owners.noteRight(tx, actor, { dossierId: dossier.id }, owner, saidBy);
    });
  }

  /** Ends a right that was noted. Places that were given stay. @throws NotFound when it is not one of those shown */
  async endRight(actor: Actor, providerId: Id, rightId: Id): Promise<void> {
    const { rights } = await this.readOverview(actor, this.readEstablishment(actor, providerId));
    if (!rights.some(({ id }) => id === rightId)) throw new NotFound('right');
    await this.unitOfWork.run((tx) => this.owners.endRight(tx, actor, rightId));
  }

  /**
   * Lets a child who is there take the reserved seats of an owner, or of nobody.
   * @param owner the key of an owner that has places in the establishment; null for none
   * @throws NotFound | DomainError as `ReservedChildren.setOwner`
   */
  async setOwner(actor: Actor, providerId: Id, placementId: Id, owner: string | null, saidBy: string): Promise<void> {
    this.readEstablishment(actor, providerId);
    if (owner !== null) await this.assertOwner(providerId, owner);
    await this.unitOfWork.run((tx) => this.children.setOwner(tx, actor, providerId, placementId, owner, saidBy));
  }

  private listRunning(providerId: Id): Promise<ReservedPlaces[]> {
    const sections = this.supply.sectionsOf(providerId).map(({ id }) => id);
    return this.reservations.listFrom(sections, this.clock.today());
  }

  private async assertOwner(providerId: Id, owner: string): Promise<void> {
    if (!(await this.listRunning(providerId)).some((row) => ownerKeyOf(row) === owner))
      throw new DomainError(refuse('reserved.noOwner'));
  }

  /** Who lives in a commune is known by the residence, so that nobody notes it. */
  private async assertNoted(providerId: Id, owner: string): Promise<void> {
    if (owner.startsWith('commune:')) throw new DomainError(refuse('reserved.noOwner'));
    await this.assertOwner(providerId, owner);
  }

  /** Which of the families of these rights ask for the establishment, or asked for it. */
  private async askedHere(providerId: Id, rights: readonly ReserveRight[]): Promise<Set<Id>> {
    const asked = new Set<Id>();
    for (const dossierId of new Set(rights.flatMap((right) => right.dossierId ?? []))) {
      const requests = await findRequestsOf(this.reader, dossierId);
      const wishes = await findWishes(
        this.reader,
        requests.map(({ id }) => id),
      );
      if (wishes.some((wish) => wish.providerId === providerId)) asked.add(dossierId);
    }
    return asked;
  }
}
