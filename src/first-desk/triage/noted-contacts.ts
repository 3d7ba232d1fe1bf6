import { Injectable } from '@nestjs/common';
import { Between, IsNull, Not } from 'typeorm';
import type { Instant } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Enquiry } from './persistence/triage.entities.js';

export interface NotedContact {
  readonly at: Instant;
  readonly subject: string;
  readonly minutes: number;
}

/** The contacts of which an agent itself noted how long they took. Nobody is read but the actor. */
@Injectable()
export class NotedContacts {
  constructor(private readonly reader: Reader) {}

  /** From `since` on and before `before`, lists and files left out. */
  async listOwn(actor: Actor, since: Instant, before: Instant): Promise<NotedContact[]> {
    const found = await this.reader.find(Enquiry, {
      where: { loggedBy: actorRef(actor), at: Between(since, before), minutes: Not(IsNull()), recordedAt: IsNull() },
    });
    return found
      .filter(({ at }) => at < before)
      .map(({ at, subject, minutes }) => ({ at, subject, minutes: minutes! }));
  }
}
