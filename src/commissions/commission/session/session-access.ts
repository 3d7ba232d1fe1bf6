import { Injectable } from '@nestjs/common';
import { isId, type Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { mayReadBody } from '../bodies/body.policy.js';
import { CommissionSession, type Body, type BodyMember } from '../persistence/commission.entities.js';

/** A session that an actor may read, with the body that sits. */
export interface ReadableSession {
  readonly session: CommissionSession;
  readonly body: Body;
  readonly members: readonly BodyMember[];
}

/** Who may read a session. A session that the actor may not read is "not found". */
@Injectable()
export class SessionAccess {
  constructor(
    private readonly reader: Reader,
    private readonly bodies: Bodies,
  ) {}

  /** @throws NotFound when the session does not exist or the actor may not read it */
  async readSession(actor: Actor, sessionId: Id): Promise<ReadableSession> {
    const found = await this.findSession(actor, sessionId);
    if (!found) throw new NotFound('session');
    return found;
  }

  async mayRead(actor: Actor, sessionId: Id): Promise<boolean> {
    return (await this.findSession(actor, sessionId)) !== null;
  }

  private async findSession(actor: Actor, sessionId: Id): Promise<ReadableSession | null> {
    const session = isId(sessionId) ? await this.reader.findOne(CommissionSession, { id: sessionId }) : null;
    if (!session) return null;
    const body = await this.bodies.readBody(this.reader, session.bodyId);
    const members = await this.bodies.membersOf(this.reader, body.id);
    return mayReadBody(actor, body, members) ? { session, body, members } : null;
  }
}
