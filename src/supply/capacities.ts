import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Hooks } from '../kernel/hooks.js';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../kernel/refusal.js';
import { addDays, type Day } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import { Reader, type Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { SharedMemory } from '../platform/settings/index.js';
import { withinAuthorisation, type SeatsBySlot } from './domain/authorised-capacity.js';
import { capacityOn } from './domain/capacity-on.js';
import { Capacity, Provider, Section } from './persistence/supply.entities.js';
import { mayDeclarePlaces } from './places.policy.js';

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
    private readonly audit: Audit,
    private readonly memory: SharedMemory,
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
   * @throws NotFound when the section is not the actor's
   * @throws DomainError when the day is past, the authorisation is exceeded, or more seats are already held
   */
  async changePlaces(tx: Tx, actor: Actor, sectionId: Id, from: Day, seats: SeatsBySlot): Promise<void> {
    const section = await tx.lock(Section, { id: sectionId });
    if (!section) throw new NotFound('section');
    const provider = await this.requireOwn(tx, actor, section.providerId);
    if (from < this.clock.today()) throw new DomainError(refuse('capacity.past'));
    const rows = await tx.find(Capacity, { where: { sectionId }, order: { from: 'ASC' } });
    const next = rows.find((row) => row.from > from);
    const change: CapacityChange = { sectionId, from, to: next ? addDays(next.from, -1) : null, seats };
    await this.writeRows(tx, change, rows);
    await this.checkAuthorisation(tx, provider, from);
    for (const listener of this.changed.all) await listener(tx, change);
    await this.audit.changed(tx, actor, 'capacity.change', { kind: 'section', id: sectionId }, { from });
  }

  /** Allows up to 115 % at once, or no longer. @throws DomainError when the places declared need it */
  async allowOverbooking(tx: Tx, actor: Actor, providerId: Id, allowed: boolean): Promise<void> {
    const provider = await this.requireOwn(tx, actor, providerId);
    await this.checkAuthorisation(tx, { ...provider, overbookingAllowed: allowed }, this.clock.today());
    await tx.update(Provider, { id: providerId }, { overbookingAllowed: allowed });
    await this.memory.markChanged(tx, 'supply');
    await this.audit.changed(tx, actor, 'provider.overbooking', { kind: 'provider', id: providerId }, { allowed });
  }

  private async requireOwn(tx: Tx, actor: Actor, providerId: Id): Promise<Provider> {
    // Locked until the end, so that when two sections are changed at the same time, the second counts the first one's
    // places.
    const provider = await tx.lock(Provider, { id: providerId });
    if (!provider || !mayDeclarePlaces(actor, providerId)) throw new NotFound('provider');
    return provider;
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

  private async checkAuthorisation(tx: Tx, provider: Provider, from: Day): Promise<void> {
    const rows = await this.ofEstablishment(provider.id, from, tx);
    const sections = [...new Set(rows.map((row) => row.sectionId))];
    for (const day of new Set([from, ...rows.map((row) => row.from).filter((day) => day > from)])) {
      const seats = sections.map(
        (id) =>
          capacityOn(
            rows.filter((row) => row.sectionId === id),
            day,
          )?.seats ?? {},
      );
      const refusal = withinAuthorisation(provider.authorisedCapacity, provider.overbookingAllowed, seats);
      if (refusal) throw new DomainError(refusal);
    }
  }
}
