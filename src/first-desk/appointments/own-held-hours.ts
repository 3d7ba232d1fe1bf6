import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { listHeldBy, type HeldHours } from './persistence/held-hours.queries.js';

export type { HeldHours } from './persistence/held-hours.queries.js';

/** The hours that an agent itself spent with families by appointment. Nobody is read but the actor. */
@Injectable()
export class OwnHeldHours {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Appointments to which the family came, and meetings that are over, from `since` on and before `before`. */
  listOwn(actor: Actor, since: Instant, before: Instant): Promise<HeldHours[]> {
    const now = this.clock.now();
    return listHeldBy(this.reader, actorRef(actor), since, before < now ? before : now);
  }
}
