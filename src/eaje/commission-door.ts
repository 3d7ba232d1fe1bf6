import { Injectable } from '@nestjs/common';
import { Bodies, CommissionSession, isComing, type Body } from '../commission/index.js';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { Reader, type Tx } from '../platform/database/index.js';

/** What this desk asks of commissions: which body decides for an establishment, and when it sits next. */
@Injectable()
export class CommissionDoor {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
  ) {}

  /** Null for a private micro-crèche that belongs to none: its director decides alone (domain.md §8). */
  async bodyOf(providerId: Id, from: Reader | Tx = this.reader): Promise<Body | null> {
    return this.bodies.ofProvider(from, providerId);
  }

  async nextSessionOf(providerId: Id): Promise<CommissionSession | null> {
    const body = await this.bodyOf(providerId);
    if (!body) return null;
    const sessions = await this.reader.find(CommissionSession, { where: { bodyId: body.id }, order: { startsAt: 'ASC' } });
    return sessions.find((session) => isComing(session.state) && session.startsAt >= this.clock.now()) ?? null;
  }
}
