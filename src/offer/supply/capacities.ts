import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Hooks } from '../../foundation/kernel/hooks.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { overlaps, type Period } from '../../foundation/kernel/period.js';
import { WEEKDAYS, type OpeningWeek, type Weekday } from '../../foundation/kernel/week-schedule.js';
import { judgeSeats, type SeatsBySlot } from './domain/authorised-capacity.js';
import { capacityOn } from './domain/capacity-on.js';
import { beforeClosing, closingDayOf } from './domain/closing-day.js';
import { openingHoursOn } from './domain/opening-hours.js';
import { factsOn } from './domain/provider-facts.js';
import { Capacity, OpeningHours, Provider, Section } from './persistence/supply.entities.js';
import { ProviderRecords, type OpenedProvider } from './provider-records.js';
import { mayDeclarePlaces } from './places.policy.js';
import { mayRunProvider, type ProviderPolicy } from './providers.policy.js';

export interface CapacityChange {
  readonly sectionId: Id;
  readonly from: Day;
  /** The day before the next change already declared; null when there is none. */
  readonly to: Day | null;
  readonly seats: SeatsBySlot;
}
/** Called in the transaction of each change. In this way the ledger of seats follows the change, or refuses it. */
export type CapacityListener = (tx: Tx, change: CapacityChange) => Promise<void>;

/** Places of a section, per half-day, between dates. */
@Injectable()
export class Capacities {
  readonly changed = new Hooks<CapacityListener>('places of a section change');

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly records: ProviderRecords,
  ) {}

  /** Every period of the sections of an establishment that runs on a day or later, oldest first. */
  async ofEstablishment(providerId: Id, day: Day, from: Reader | Tx = this.reader): Promise<Capacity[]> {
    const sections = await from.find(Section, { where: { providerId } });
    const rows = await from.find(Capacity, {
      where: { sectionId: In(sections.map((section) => section.id)) },
      order: { from: 'ASC' },
    });
    return rows.filter((row) => row.to === null || row.to >= day);
  }

  /**
   * Gives a section these places from a day on, until the next change already declared.
   * @throws NotFound when the actor does not run the establishment
   * @throws DomainError when the day is past, the establishment is closed then, the authorisation is exceeded, or more
   * seats are already held
   */
  async changePlaces(
    tx: Tx,
    actor: Actor,
    sectionId: Id,
    from: Day,
    seats: SeatsBySlot,
    version: number | null = null,
  ): Promise<void> {
    const opened = await this.declarePlaces(tx, actor, sectionId, from, seats, version);
    await this.assertAuthorised(tx, opened, from);
  }

  /**
   * As {@link changePlaces}, for several changes in one unit that respect the authorisation together only. The caller
   * asks `judgeAuthorised` once all are made.
   */
  async declarePlaces(
    tx: Tx,
    actor: Actor,
    sectionId: Id,
    from: Day,
    seats: SeatsBySlot,
    version: number | null = null,
  ): Promise<OpenedProvider> {
    const section = await tx.findOne(Section, { id: sectionId });
    if (!section) throw new NotFound('section');
    const opened = await this.records.openProvider(tx, actor, section.providerId, mayRunProvider, version);
    if (from < this.clock.today()) throw new DomainError(refuse('capacity.past'));
    const closedFrom = closingDayOf(
      opened.provider,
      opened.sections.find(({ id }) => id === sectionId)!,
    );
    if (closedFrom !== null && from >= closedFrom)
      throw new DomainError(refuse('capacity.closedFrom', { day: closedFrom }));
    const rows = await tx.find(Capacity, { where: { sectionId }, order: { from: 'ASC' } });
    const next = rows.find((row) => row.from > from);
    const change: CapacityChange = { sectionId, from, to: next ? addDays(next.from, -1) : null, seats };
    await this.writeRows(tx, change, rows);
    await this.assertOpenThen(tx, section.providerId, change);
    const last = closedFrom && (change.to === null || change.to >= closedFrom) ? addDays(closedFrom, -1) : change.to;
    await this.tellChanged(tx, { ...change, to: last });
    await this.records.recordAct(tx, actor, opened, {
      act: 'places',
      from,
      sectionId,
      facts: { seats: { before: capacityOn(rows, from)?.seats ?? {}, after: seats } },
    });
    return opened;
  }

  /** @throws DomainError when the places declared from a day on exceed what is authorised then */
  async judgeAuthorised(tx: Tx, actor: Actor, providerId: Id, from: Day): Promise<void> {
    await this.assertAuthorised(tx, await this.records.openProvider(tx, actor, providerId, mayRunProvider), from);
  }

  /** Tells the ledger of seats which places a section has during these days. @throws DomainError when more are held */
  async tellChanged(tx: Tx, change: CapacityChange): Promise<void> {
    for (const listener of this.changed.all) await listener(tx, change);
  }

  /**
   * Allows up to 115 % at once from a day on, or no longer.
   * @throws DomainError when the day is past, or the places declared need it
   */
  async allowOverbooking(
    tx: Tx,
    actor: Actor,
    providerId: Id,
    allowed: boolean,
    from: Day = this.clock.today(),
  ): Promise<void> {
    const may: ProviderPolicy = (who, { id }) => mayDeclarePlaces(who, id);
    const opened = await this.records.openProvider(tx, actor, providerId, may);
    if (from < this.clock.today()) throw new DomainError(refuse('capacity.past'));
    const ofProvider = opened.toCome.filter(({ sectionId }) => sectionId === null);
    const before = factsOn(opened.provider, ofProvider, from).overbookingAllowed;
    const facts = { overbookingAllowed: { before, after: allowed } };
    await this.records.recordFacts(tx, actor, opened, { act: 'overbooking', from, facts });
    // Read again with the change in it. What was dated later keeps its day and what it says.
    await this.assertAuthorised(tx, await this.records.openProvider(tx, actor, providerId, may), from);
  }

  private async writeRows(tx: Tx, change: CapacityChange, rows: readonly Capacity[]): Promise<void> {
    const same = rows.find((row) => row.from === change.from);
    if (same) {
      await tx.update(Capacity, { id: same.id }, { seats: change.seats, to: change.to });
      return;
    }
    const running = rows.find((row) => row.from < change.from && (row.to === null || row.to >= change.from));
    if (running) await tx.update(Capacity, { id: running.id }, { to: addDays(change.from, -1) });
    await tx.insert(Capacity, { id: newId(), ...change });
  }

  /** @throws DomainError when places are declared on a weekday on which the establishment has no opening hours */
  private async assertOpenThen(tx: Tx, providerId: Id, { from, seats }: CapacityChange): Promise<void> {
    const week = openingHoursOn(await findHours(tx, providerId), from);
    const weekday = WEEKDAYS.find((day) => !week[day] && opensOn(seats, day));
    if (weekday) throw new DomainError(refuse('capacity.closedWeekday', { weekday }));
  }

  /** A weekday on which places are declared during these days and hours would be none; null when there is none. */
  async findSeatsOutside(tx: Tx, providerId: Id, days: Period, week: OpeningWeek): Promise<Weekday | null> {
    const rows = (await this.untilClosings(tx, providerId, days.from)).filter((row) => overlaps(row, days));
    return WEEKDAYS.find((day) => !week[day] && rows.some(({ seats }) => opensOn(seats, day))) ?? null;
  }

  /** The places that count from a day on: those of a section stop where it closes, or its establishment does. */
  private async untilClosings(tx: Tx, providerId: Id, day: Day): Promise<Capacity[]> {
    const provider = await tx.findOne(Provider, { id: providerId });
    const sections = await tx.find(Section, { where: { providerId } });
    const rows = await this.ofEstablishment(providerId, day, tx);
    return sections
      .flatMap((section) =>
        beforeClosing(
          rows.filter(({ sectionId }) => sectionId === section.id),
          closingDayOf(provider!, section),
        ),
      )
      .filter(({ to }) => to === null || to >= day);
  }

  /** @throws DomainError when the places declared from a day on exceed what is authorised then */
  async assertAuthorised(tx: Tx, { provider, toCome }: AuthorisedProvider, from: Day): Promise<void> {
    const rows = await this.untilClosings(tx, provider.id, from);
    const hours = await findHours(tx, provider.id);
    const sections = [...new Set(rows.map((row) => row.sectionId))];
    const ofProvider = toCome.filter(({ sectionId }) => sectionId === null);
    const days = [...rows, ...ofProvider, ...hours].map((row) => row.from).filter((day) => day > from);
    for (const day of new Set([from, ...days].sort())) {
      const authorisation = factsOn(provider, ofProvider, day);
      const week = openingHoursOn(hours, day);
      const seats = sections.map(
        (id) =>
          capacityOn(
            rows.filter((row) => row.sectionId === id),
            day,
          )?.seats ?? {},
      );
      const refusal = judgeSeats(authorisation, week, authorisation.overbookingAllowed, seats);
      if (refusal) throw new DomainError(refusal);
    }
  }
}

type AuthorisedProvider = Pick<OpenedProvider, 'toCome'> & { readonly provider: Provider };

const findHours = (tx: Tx, providerId: Id): Promise<OpeningHours[]> =>
  tx.find(OpeningHours, { where: { providerId }, order: { from: 'ASC' } });

const opensOn = (seats: SeatsBySlot, weekday: Weekday): boolean =>
  (seats[`${weekday}-am`] ?? 0) > 0 || (seats[`${weekday}-pm`] ?? 0) > 0;
