import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import { UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import {
  Capacities,
  ProviderChanges,
  Supply,
  type MonthDay,
  type SeatsBySlot,
  type SectionMove,
} from '../../offer/supply/index.js';

/**
 * A director changes the places of a section, whether the establishment may receive more children than authorised at
 * once, and how it plans the paths of its children.
 */
@Injectable()
export class PlacesChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly capacities: Capacities,
    private readonly providers: ProviderChanges,
    private readonly supply: Supply,
  ) {}

  /** Changes the capacity and the seat ledger together, or neither. @throws DomainError */
  async changePlaces(actor: Actor, sectionId: Id, from: Day, seats: SeatsBySlot): Promise<void> {
    await this.unitOfWork.run((tx) => this.capacities.changePlaces(tx, actor, sectionId, from, seats));
  }

  async allowOverbooking(actor: Actor, providerId: Id, allowed: boolean): Promise<void> {
    await this.unitOfWork.run((tx) => this.capacities.allowOverbooking(tx, actor, providerId, allowed));
    // Every page reads the providers from memory, so they are read again.
    await this.supply.reload();
  }

  async setPaths(
    actor: Actor,
    providerId: Id,
    settings: { sectionMove: SectionMove; lastDay: MonthDay },
  ): Promise<void> {
    await this.providers.changeFacts(actor, providerId, null, 'paths', settings);
  }
}
