import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import type { Tx } from '../platform/database/index.js';
import { SYSTEM, type Actor } from '../platform/security/index.js';
import { Closing } from './closing/closing.js';
import type { Decision } from './domain/decisions.js';
import { isListing } from './domain/session-lifecycle.js';
import { Freezing } from './freezing/freezing.js';
import { CommissionSession } from './persistence/commission.entities.js';
import { PlacesDeclarations } from './planning/places-declarations.js';
import { Preparation } from './sitting/preparation.js';
import { SessionCalendar, type NewSession } from './planning/session-calendar.js';
import { SessionDecisions } from './sitting/session-decisions.js';
import { SessionRecords } from './session/session-records.js';
import { SessionTasks } from './planning/session-tasks.js';
import { SittingDays } from './session/sitting-days.js';

/**
 * A session from its planning to its closing: the one door of other features and of the pages. `expectedVersion` is the
 * version the person saw (of the session; of the candidacy for `decide` and `takeBack`); another one is a Conflict.
 */
@Injectable()
export class CommissionSessions {
  constructor(
    private readonly calendar: SessionCalendar,
    private readonly records: SessionRecords,
    private readonly tasks: SessionTasks,
    private readonly declarations: PlacesDeclarations,
    private readonly freezing: Freezing,
    private readonly preparation: Preparation,
    private readonly decisions: SessionDecisions,
    private readonly closing: Closing,
    private readonly days: SittingDays,
  ) {}

  plan(tx: Tx, actor: Actor, wanted: NewSession): Promise<CommissionSession> {
    return this.calendar.plan(tx, actor, wanted);
  }

  move(
    tx: Tx,
    actor: Actor,
    sessionId: Id,
    wanted: Pick<NewSession, 'day' | 'time' | 'room'>,
    expectedVersion?: number,
  ): Promise<CommissionSession> {
    return this.calendar.move(tx, actor, sessionId, wanted, expectedVersion);
  }

  cancel(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<void> {
    return this.calendar.cancel(tx, actor, sessionId, expectedVersion);
  }

  /** Sends the convocations. */
  async call(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'call', expectedVersion);
    await this.tasks.callMembers(tx, locked.session, locked.body);
    await this.tasks.cancel(tx, sessionId, ['call']);
    return this.records.saveTransition(tx, actor, locked, 'call');
  }

  /** The coordinator declares in the stead of every director who has not. */
  async placesDeclared(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const { session, body } = await this.records.lockForAction(tx, actor, sessionId, 'list', expectedVersion);
    for (const providerId of await this.declarations.missing(tx, session, body))
      await this.declarations.declare(tx, actor, sessionId, providerId);
    return (await tx.findOne(CommissionSession, { id: sessionId }))!;
  }

  freeze(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    return this.freezing.freeze(tx, actor, sessionId, expectedVersion);
  }

  prepare(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    return this.preparation.prepare(tx, actor, sessionId, expectedVersion);
  }

  async open(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'open', expectedVersion);
    await this.days.begin(tx, locked.session);
    return this.records.saveTransition(tx, actor, locked, 'open');
  }

  refresh(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    return this.preparation.refresh(tx, actor, sessionId, expectedVersion);
  }

  keepAll(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    return this.decisions.keepAll(tx, actor, sessionId, expectedVersion);
  }

  decide(
    tx: Tx,
    actor: Actor,
    candidacyId: Id,
    decision: Decision | 'keep',
    expectedVersion?: number,
    accepted?: string,
  ): Promise<void> {
    return this.decisions.decide(tx, actor, candidacyId, decision, expectedVersion, accepted);
  }

  takeBack(tx: Tx, actor: Actor, candidacyId: Id, expectedVersion?: number): Promise<void> {
    return this.decisions.takeBack(tx, actor, candidacyId, expectedVersion);
  }

  close(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    return this.closing.close(tx, actor, sessionId, expectedVersion);
  }

  /** Its minutes are signed. The caller says who may. */
  async sign(tx: Tx, actor: Actor, sessionId: Id, expectedVersion?: number): Promise<CommissionSession> {
    const locked = await this.records.lockForAction(tx, actor, sessionId, 'sign', expectedVersion);
    await this.tasks.cancel(tx, sessionId, ['minutes']);
    return this.records.saveTransition(tx, actor, locked, 'sign');
  }

  /** The date has come: does nothing when a person did it first, or when the session was cancelled. */
  async callWhenDue(tx: Tx, sessionId: Id): Promise<void> {
    if ((await tx.lock(CommissionSession, { id: sessionId }))?.state === 'planned')
      await this.call(tx, SYSTEM, sessionId);
  }

  async freezeWhenDue(tx: Tx, sessionId: Id): Promise<void> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    if (!session || !isListing(session.state)) return;
    if (session.placesDeclaredAt) await this.freeze(tx, SYSTEM, sessionId);
    else await this.tasks.waitForPlaces(tx, session);
  }
}
