import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { Hooks } from '../../foundation/kernel/hooks.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { closingDayOf } from './domain/closing-day.js';
import { refusePromised } from './domain/promised.js';
import { judgeReserved, meeting, type ReservedSeats } from './domain/reserved-places.js';
import { ReservedPlaces } from './persistence/supply.entities.js';
import { Promises } from './promises.js';
import { ProviderRecords, type OpenedProvider } from './provider-records.js';
import { mayRunProvider } from './providers.policy.js';
import { findReservations } from './read-supply.js';
import { Supply } from './supply.js';

/** Called in the transaction of each reservation: it refuses where the places are promised to others already. */
export type ReservationListener = (tx: Tx, sectionId: Id, from: Day) => Promise<void>;

/** What may be changed of a reservation. Its section and its owner stay. */
export type ReservationTerms = Pick<ReservedSeats, 'to' | 'slots' | 'places' | 'releaseOn'>;

/** Places of a section that are kept for a commune, an employer or AVIP families, between dates. */
@Injectable()
export class PlaceReservations {
  readonly changed = new Hooks<ReservationListener>('places of a section are reserved');

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly records: ProviderRecords,
    private readonly promises: Promises,
    private readonly territory: Territory,
    private readonly supply: Supply,
  ) {}

  /** The reservations of these sections that run on a day or later, oldest first. */
  listFrom(sectionIds: readonly Id[], day: Day, from: Reader | Tx = this.reader): Promise<ReservedPlaces[]> {
    return findReservations(from, sectionIds, { from: day, to: null });
  }

  /**
   * Reserves places from a day on.
   * @throws NotFound when the actor does not run the establishment, or the section is another's
   * @throws Conflict when somebody changed it first
   * @throws DomainError when these are not possible, or the places are promised to others
   */
  reservePlaces(actor: Actor, providerId: Id, version: number, wanted: ReservedSeats): Promise<void> {
    return this.change(actor, providerId, version, wanted.from, async (tx, opened) => {
      if (wanted.ownerKind === 'commune' && !this.territory.commune(wanted.communeCode ?? ''))
        throw new DomainError(refuse('reserved.communeNeeded'));
      await this.write(tx, opened, wanted);
      await this.record(tx, actor, opened, wanted.from, null, wanted);
    });
  }

  /**
   * Gives a reservation other terms from a day on. What it was until the day before stays as it was.
   * @throws NotFound | Conflict | DomainError as {@link reservePlaces}
   */
  changeReservation(
    actor: Actor,
    providerId: Id,
    version: number,
    reservationId: Id,
    from: Day,
    terms: ReservationTerms,
  ): Promise<void> {
    return this.change(actor, providerId, version, from, async (tx, opened) => {
      const row = await this.findRunning(tx, opened, reservationId, from);
      const { id: _, ...before } = row;
      const wanted: ReservedSeats = { ...before, ...terms, from: row.from > from ? row.from : from };
      await this.cut(tx, row, from);
      await this.write(tx, opened, wanted);
      await this.record(tx, actor, opened, wanted.from, before, wanted);
    });
  }

  /** Ends a reservation: `from` is the first day without it. @throws NotFound | Conflict | DomainError */
  endReservation(actor: Actor, providerId: Id, version: number, reservationId: Id, from: Day): Promise<void> {
    return this.change(actor, providerId, version, from, async (tx, opened) => {
      const row = await this.findRunning(tx, opened, reservationId, from);
      const { id: _, ...before } = row;
      await this.cut(tx, row, from);
      await this.record(tx, actor, opened, from, before, null);
    });
  }

  private async write(tx: Tx, { provider, sections }: OpenedProvider, wanted: ReservedSeats): Promise<void> {
    const section = sections.find(({ id }) => id === wanted.sectionId);
    if (!section) throw new NotFound('section');
    const refusal = judgeReserved(wanted);
    if (refusal) throw new DomainError(refusal);
    const closedFrom = closingDayOf(provider, section);
    if (closedFrom !== null && wanted.from >= closedFrom)
      throw new DomainError(refuse('capacity.closedFrom', { day: closedFrom }));
    const other = meeting(await tx.find(ReservedPlaces, { where: { sectionId: wanted.sectionId } }), wanted);
    if (other) throw new DomainError(refuse('reserved.meets', { from: other.from }));
    await tx.insert(ReservedPlaces, { id: newId(), ...wanted });
    for (const listener of this.changed.all) await listener(tx, wanted.sectionId, wanted.from);
  }

  /** Ends a row the day before; a row that would not have begun by then is gone. */
  private async cut(tx: Tx, row: ReservedPlaces, from: Day): Promise<void> {
    await (row.from >= from
      ? tx.delete(ReservedPlaces, { id: row.id })
      : tx.update(ReservedPlaces, { id: row.id }, { to: addDays(from, -1) }));
  }

  private async findRunning(tx: Tx, { sections }: OpenedProvider, id: Id, from: Day): Promise<ReservedPlaces> {
    const row = await tx.findOne(ReservedPlaces, { id });
    if (!row || !sections.some((section) => section.id === row.sectionId)) throw new NotFound('reservation');
    if (row.to !== null && from > row.to) throw new DomainError(refuse('reserved.isOver', { to: row.to }));
    return row;
  }

  private async record(
    tx: Tx,
    actor: Actor,
    opened: OpenedProvider,
    from: Day,
    before: ReservedSeats | null,
    after: ReservedSeats | null,
  ): Promise<void> {
    const { sectionId } = (after ?? before)!;
    await this.records.recordAct(tx, actor, opened, {
      act: 'reserved',
      from,
      sectionId,
      facts: { reserved: { before, after } },
    });
  }

  /** A session whose list is fixed decides on the places that it froze. */
  private async change(
    actor: Actor,
    providerId: Id,
    version: number,
    from: Day,
    act: (tx: Tx, opened: OpenedProvider) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const opened = await this.records.openProvider(tx, actor, providerId, mayRunProvider, version);
      if (from < this.clock.today()) throw new DomainError(refuse('provider.past'));
      const promised = await this.promises.listFrom(tx, providerId, from);
      const refusal = refusePromised(promised.filter(({ kind }) => kind === 'session'));
      if (refusal) throw new DomainError(refusal);
      await act(tx, opened);
    });
    await this.supply.reload();
  }
}
