import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { isDayPast } from '../domain/session-dates.js';
import { hasBegun, NOT_BEGUN } from '../domain/session-lifecycle.js';
import { CommissionSession } from '../persistence/commission.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { SessionTasks } from './session-tasks.js';

/** Calls the members to a session. */
@Injectable()
export class Convocations {
  constructor(
    private readonly records: SessionRecords,
    private readonly bodies: Bodies,
    private readonly tasks: SessionTasks,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends the convocations.
   * @param expectedVersion the version of the session that the person saw; any other is a Conflict
   */
  async callMembers(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'call', expectedVersion);
    const unreachedMemberIds = await this.tasks.callMembers(tx, locked.session, locked.body);
    await this.tasks.cancelTasks(tx, sessionId, ['call']);
    if (unreachedMemberIds.length > 0) await this.tasks.tryTomorrow(tx, sessionId, 'call');
    return this.records.saveTransition(tx, actor, locked, 'call', { unreachedMemberIds });
  }

  /**
   * Called by the job when the date has come, and each day after it while members could not be written to. Does nothing
   * when a person did it first, or when the session was cancelled or has begun.
   */
  async callWhenDue(tx: Tx, sessionId: Id): Promise<void> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    // Its day is past: members are called once it has another one.
    if (session && isDayPast(session.startsAt, this.clock.today())) return;
    if (session?.state === 'planned') await this.callMembers(tx, SYSTEM, sessionId);
    else if (session && !hasBegun(session.state)) await this.callUnreached(tx, session);
  }

  /** Calls a member to the sessions whose convocation could not be written to them, once it is known where. */
  async callLater(tx: Tx, bodyId: Id, memberId: Id): Promise<void> {
    const called = await tx.find(CommissionSession, { where: { bodyId, state: In(NOT_BEGUN) }, order: { id: 'ASC' } });
    for (const { id, unreachedMemberIds } of called)
      if (unreachedMemberIds?.includes(memberId))
        await this.callUnreached(tx, (await tx.lock(CommissionSession, { id }))!);
  }

  private async callUnreached(tx: Tx, session: CommissionSession): Promise<void> {
    const tried = session.unreachedMemberIds ?? [];
    if (tried.length === 0) return;
    const body = await this.bodies.readBody(tx, session.bodyId);
    const unreachedMemberIds = await this.tasks.callMembers(tx, session, body, tried);
    await tx.update(CommissionSession, { id: session.id }, { unreachedMemberIds });
    await this.tasks.cancelTasks(tx, session.id, ['call']);
    if (unreachedMemberIds.length > 0) await this.tasks.tryTomorrow(tx, session.id, 'call');
  }
}
