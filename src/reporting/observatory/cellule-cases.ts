import { Injectable } from '@nestjs/common';
import { CelluleDecisions, type CelluleDecision } from '../../first-desk/cellule/index.js';
import type { ChildRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Availability, type WhatWouldGive } from '../zones/index.js';

/** One request as the cellule sees it: no name, no address, no number. */
export interface CelluleCase {
  readonly request: ChildRequest;
  readonly today: Day;
  /** Null when nothing can be said of its week. */
  readonly given: WhatWouldGive | null;
  /** Latest first. */
  readonly decisions: readonly CelluleDecision[];
}

/** Gathers what the cellule has before it when it decides for a child without a solution. */
@Injectable()
export class CelluleCases {
  constructor(
    private readonly decisions: CelluleDecisions,
    private readonly availability: Availability,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when the actor does not hold the cellule */
  async readCase(actor: Actor, requestId: Id): Promise<CelluleCase> {
    const request = await this.decisions.readMasked(actor, requestId);
    return {
      request,
      today: this.clock.today(),
      given: (await this.availability.ofRequests([requestId])).get(requestId) ?? null,
      decisions: await this.decisions.listOf(requestId),
    };
  }
}
