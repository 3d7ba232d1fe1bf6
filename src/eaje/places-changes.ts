import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import type { Day } from '../kernel/time.js';
import { UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Capacities, Supply, type SeatsBySlot } from '../supply/index.js';

/** A director changes the places of a section, or whether the establishment may receive more than authorised at once. */
@Injectable()
export class PlacesChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly capacities: Capacities,
    private readonly supply: Supply,
  ) {}

  /** Capacity and ledger change together, or neither. @throws DomainError */
  async changePlaces(actor: Actor, sectionId: Id, from: Day, seats: SeatsBySlot): Promise<void> {
    await this.unitOfWork.run((tx) => this.capacities.change(tx, actor, sectionId, from, seats));
  }

  async allowOverbooking(actor: Actor, providerId: Id, allowed: boolean): Promise<void> {
    await this.unitOfWork.run((tx) => this.capacities.allowOverbooking(tx, actor, providerId, allowed));
    // Providers are read from memory on every page.
    await this.supply.reload();
  }
}
