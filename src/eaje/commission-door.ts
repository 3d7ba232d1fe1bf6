import { Injectable } from '@nestjs/common';
import { Body, CommissionSession } from '../commission/index.js';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { Reader, type Tx } from '../platform/database/index.js';

const TO_COME = ['planned', 'called', 'frozen', 'prepared', 'open'];

/** What this desk asks of commissions: which body decides for an establishment, and when it sits next. */
@Injectable()
export class CommissionDoor {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Null for a private micro-crèche that belongs to none: its director decides alone (domain.md §8). */
  async bodyOf(providerId: Id, from: Reader | Tx = this.reader): Promise<Body | null> {
    return (await from.find(Body)).find((body) => body.establishmentIds.includes(providerId)) ?? null;
  }

  async nextSessionOf(providerId: Id): Promise<CommissionSession | null> {
    const body = await this.bodyOf(providerId);
    if (!body) return null;
    const sessions = await this.reader.find(CommissionSession, { where: { bodyId: body.id }, order: { startsAt: 'ASC' } });
    return sessions.find((session) => TO_COME.includes(session.state) && session.startsAt >= this.clock.now()) ?? null;
  }
}
