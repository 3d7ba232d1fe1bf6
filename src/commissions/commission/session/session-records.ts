import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames } from '../../../territory/accounts/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { Audit, findEvents } from '../../../foundation/platform/audit/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { judgeSession, type SessionAction, type SessionState } from '../domain/session-lifecycle.js';
import { CommissionSession, type Body } from '../persistence/commission.entities.js';
import { mayActOnSession } from './session.policy.js';
import { SessionFollowers } from './session-followers.js';

export interface LockedSession {
  readonly session: CommissionSession;
  readonly body: Body;
  /** The state the action leads to. */
  readonly to: SessionState;
}

/**
 * Changes sessions; no other code does. It checks scope, version and life cycle, then makes a conditional update with
 * its audit row.
 */
@Injectable()
export class SessionRecords {
  constructor(
    private readonly bodies: Bodies,
    private readonly audit: Audit,
    private readonly followers: SessionFollowers,
  ) {}

  /**
   * Locks a session for an action.
   * @param expectedVersion the version of the session that the person saw
   * @throws NotFound when the session does not exist or is not the actor's
   * @throws Conflict when somebody else changed it first
   * @throws DomainError when its state does not allow the action
   */
  async lockForAction(
    tx: Tx,
    actor: Actor,
    sessionId: Id,
    action: SessionAction,
    expectedVersion?: number,
  ): Promise<LockedSession> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    if (!session || !mayActOnSession(actor, session.bodyId, action)) throw new NotFound('session');
    if (action === 'close' && session.closedAt !== null) throw await this.closedAlready(tx, session);
    if (expectedVersion !== undefined && expectedVersion !== session.version)
      throw new Conflict(refuse('session.changed'));
    const verdict = judgeSession(session.state, action);
    if (!verdict.ok) throw new DomainError(verdict.refusal);
    return { session, body: await this.bodies.readBody(tx, session.bodyId), to: verdict.to };
  }

  /** Whoever closes a session second reads by whom and when it was closed. */
  private async closedAlready(tx: Tx, { id, closedAt }: CommissionSession): Promise<Conflict> {
    const closing = (await findEvents(tx, [id], ['session.close'])).at(-1);
    const by = closing && (await findStaffNames(tx, [closing.actor])).get(accountIdOf(closing.actor) ?? '');
    return new Conflict(refuse('session.closedAlready', { by: by ?? 'none', moment: closedAt! }));
  }

  /** @returns the session as it is after the change */
  async saveTransition(
    tx: Tx,
    actor: Actor,
    { session, to }: Pick<LockedSession, 'session' | 'to'>,
    action: SessionAction,
    patch: Partial<CommissionSession> = {},
    facts: Record<string, string | number | boolean> | null = null,
  ): Promise<CommissionSession> {
    const change: Partial<CommissionSession> = { ...patch, state: to, version: session.version + 1 };
    const affected = await tx.update(CommissionSession, { id: session.id, version: session.version }, change);
    if (affected === 0) throw new Conflict(refuse('session.changed'));
    tx.afterCommit(() => this.followers.tellVersion(session.id, session.version + 1));
    await this.audit.changed(tx, actor, `session.${action}`, { kind: 'session', id: session.id }, facts);
    return { ...session, ...change };
  }
}
