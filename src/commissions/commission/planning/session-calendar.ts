import { Injectable } from '@nestjs/common';
import { FamilyMessages, RequestMoves } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf, instantAt, type Day, type Instant, type TimeOfDay } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { mayPlanFor } from '../bodies/body.policy.js';
import { sessionActor } from '../session/session-actor.js';
import type { CancellationReason } from '../domain/cancellation.js';
import { passedTasks } from '../domain/session-dates.js';
import { entryRefusal } from '../domain/agenda-conflicts.js';
import { CommissionSession, type Body } from '../persistence/commission.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { Agendas, type Wanted } from './agendas.js';
import { Candidacies } from './candidacies.js';
import { SessionTasks } from './session-tasks.js';
import { SESSION_CANCELLED } from './message-kinds.js';

export interface NewSession {
  readonly bodyId: Id;
  /** Europe/Paris. */
  readonly day: Day;
  readonly time: TimeOfDay;
  readonly room: string;
  /** The first day on which children may enter. */
  readonly entryFrom: Day;
  /** Whether places that are declined or lapse after the session go to the next in rank without another meeting. */
  readonly reofferAllowed: boolean;
  /** The date of the body's recurrence from which the session is planned. */
  readonly recurrenceDay?: Day;
}

/** Plans, moves and cancels the sessions of all bodies. It refuses dates that collide. */
@Injectable()
export class SessionCalendar {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agendas: Agendas,
    private readonly bodies: Bodies,
    private readonly records: SessionRecords,
    private readonly tasks: SessionTasks,
    private readonly candidacies: Candidacies,
    private readonly moves: RequestMoves,
    private readonly messages: FamilyMessages,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * @param confirmedDay the day that somebody wants although tasks of the session are past by then; absent when no
   * person is there to be asked
   * @throws DomainError with what collides, and the nearest possible days (fact `alternatives`, separated by spaces)
   */
  planSession(actor: Actor, wanted: NewSession, confirmedDay?: Day | null): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const session = await this.planSessionIn(tx, actor, wanted);
      this.assertConfirmed(session, await this.bodies.readBody(tx, wanted.bodyId), { confirmedDay });
      return session;
    });
  }

  /** @throws DomainError with the tasks that are past by the day, where the person has not confirmed this day */
  private assertConfirmed(
    { startsAt }: CommissionSession,
    { noticeDays }: Pick<Body, 'noticeDays'>,
    { confirmedDay, movedFrom }: { readonly confirmedDay: Day | null | undefined; readonly movedFrom?: Instant },
  ): void {
    if (confirmedDay === undefined || confirmedDay === dayOf(startsAt)) return;
    const passed = passedTasks(startsAt, noticeDays, this.clock.now(), movedFrom);
    if (passed.length > 0)
      throw new DomainError(
        refuse('session.passedTasks', { tasks: passed.map(({ task, at }) => `${task}=${at}`).join(' ') }),
      );
  }

  /** {@link planSession} within a unit that is open already. */
  async planSessionIn(tx: Tx, actor: Actor, wanted: NewSession): Promise<CommissionSession> {
    if (!mayPlanFor(actor, wanted.bodyId)) throw new NotFound('body');
    const body = await this.bodies.readBody(tx, wanted.bodyId);
    const refusal = entryRefusal(wanted.entryFrom, wanted.day);
    // A day that is suggested instead must suit the entries too.
    await this.assertFree(tx, body, refusal ? wanted : { ...wanted, latest: wanted.entryFrom }, null);
    if (refusal) throw new DomainError(refusal);
    const session: CommissionSession = {
      id: newId(),
      bodyId: body.id,
      state: 'planned',
      startsAt: instantAt(wanted.day, wanted.time),
      room: wanted.room,
      recurrenceDay: wanted.recurrenceDay ?? null,
      entryFrom: wanted.entryFrom,
      reofferAllowed: wanted.reofferAllowed,
      gridId: null,
      rules: null,
      cutOffs: null,
      seats: null,
      unreachedMemberIds: null,
      placesDeclaredAt: null,
      frozenAt: null,
      numbersSeed: null,
      closedAt: null,
      cancelReason: null,
      version: 1,
    };
    await tx.insert(CommissionSession, session);
    await this.tasks.planTasks(tx, session, body);
    await this.audit.changed(tx, actor, 'session.plan', { kind: 'session', id: session.id });
    return session;
  }

  /**
   * Moves a session, and everything that follows from its date, in one transaction.
   * @param confirmedDay as for {@link planSession}
   * @throws DomainError as {@link planSession}, and for a day after the one on which its children enter
   */
  moveSession(
    actor: Actor,
    sessionId: Id,
    wanted: Pick<NewSession, 'day' | 'time' | 'room'>,
    expectedVersion?: number,
    confirmedDay?: Day | null,
  ): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'move', expectedVersion);
      const movedFrom = locked.session.startsAt;
      await this.assertFree(tx, locked.body, { ...wanted, latest: locked.session.entryFrom }, locked.session);
      const session = await this.records.saveTransition(tx, actor, locked, 'move', {
        startsAt: instantAt(wanted.day, wanted.time),
        room: wanted.room,
        unreachedMemberIds: null,
        // Only a session that was missed may sit after the day of its entries: they wait for it.
        entryFrom: wanted.day > locked.session.entryFrom ? wanted.day : locked.session.entryFrom,
      });
      this.assertConfirmed(session, locked.body, { confirmedDay, movedFrom });
      await this.tasks.replanTasks(tx, session, locked.body);
      await this.candidacies.tellSessionDay(tx, session);
      return session;
    });
  }

  /**
   * Cancels a session and the jobs that follow from its date. Its requests go back to their desk, to be listed again.
   * @param reason said to whoever reads the session later
   */
  cancelSession(
    actor: Actor,
    sessionId: Id,
    cancelReason: CancellationReason,
    expectedVersion?: number,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'cancel', expectedVersion);
      await this.records.saveTransition(tx, actor, locked, 'cancel', { cancelReason }, { reason: cancelReason });
      await this.tasks.cancelTasks(tx, sessionId);
      await this.tasks.callOff(tx, locked.session, locked.body);
      await this.tasks.endQuestions(tx, sessionId);
      for (const candidacy of await this.candidacies.runningIn(tx, sessionId)) {
        await this.candidacies.endCandidacy(tx, candidacy, 'withdrawn');
        const request = await this.candidacies.requestOf(tx, candidacy);
        if (request.state !== 'before_commission' || (await this.candidacies.othersRunning(tx, candidacy)) > 0)
          continue;
        // A body that has kept it waiting may still offer it a place: its rank there stands.
        const action = (await this.candidacies.isWaiting(tx, candidacy.requestId)) ? 'keepWaiting' : 'defer';
        await this.moves.move(tx, sessionActor(sessionId, actor), candidacy.requestId, action, {
          reason: 'session_cancelled',
          history: { sessionId },
        });
        await this.messages.writeMessage(tx, {
          dossierId: candidacy.dossierId,
          requestIds: [candidacy.requestId],
          kind: SESSION_CANCELLED,
          args: ({ fullDay }) => ({ body: locked.body.name, day: fullDay(dayOf(locked.session.startsAt)) }),
        });
      }
    });
  }

  /**
   * Checks the day on which a paused session goes on. It must not collide, but needs no notice, because members hear
   * of it in the room.
   * @throws DomainError as {@link planSession}
   */
  assertMayGoOn(
    tx: Tx,
    body: Body,
    wanted: Pick<NewSession, 'day' | 'time' | 'room'>,
    session: CommissionSession,
  ): Promise<void> {
    return this.assertFree(tx, { ...body, noticeDays: 0 }, wanted, {
      ...session,
      placesDeclaredAt: session.placesDeclaredAt ?? session.frozenAt,
    });
  }

  private async assertFree(tx: Tx, body: Body, wanted: Wanted, moved: CommissionSession | null): Promise<void> {
    await this.agendas.lockBodies(tx);
    const refusal = this.agendas.judgeSitting(
      await this.agendas.readAgenda(tx, body, { first: wanted.day, last: wanted.day }),
      wanted,
      moved,
    );
    if (refusal) throw new DomainError(refusal);
  }
}
