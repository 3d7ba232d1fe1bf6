import { Injectable } from '@nestjs/common';
import { dayOf, type Day } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import {
  Bodies,
  findSessionsOf,
  SessionQueries,
  taskAt,
  type Body,
  type CommissionSession,
} from '../commission/index.js';
import { signsMinutesAs } from './minutes.policy.js';

interface UnsignedMinutes {
  readonly session: CommissionSession;
  readonly body: Body;
  /** The day on which the chair is reminded of them. */
  readonly due: Day;
}

/** The minutes that wait for somebody's signature. */
@Injectable()
export class UnsignedMinutesOf {
  constructor(
    private readonly reader: Reader,
    private readonly bodies: Bodies,
    private readonly sessions: SessionQueries,
  ) {}

  async listFor(actor: Actor): Promise<UnsignedMinutes[]> {
    const found: UnsignedMinutes[] = [];
    for (const body of await this.bodies.readableBy(actor))
      for (const session of await findSessionsOf(this.reader, body.id, ['closed']))
        if (signsMinutesAs(actor, await this.sessions.readSheet(actor, session.id)))
          found.push({ session, body, due: dayOf(taskAt('minutes', session.startsAt, body.noticeDays)) });
    return found;
  }
}
