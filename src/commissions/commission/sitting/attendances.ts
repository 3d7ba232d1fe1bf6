import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../../foundation/kernel/refusal.js';
import { dayOf, timeOf, type TimeOfDay } from '../../../foundation/kernel/time.js';
import { UnitOfWork, type Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { quorumOf, quorumRefusal, timesRefusal, type AttendanceStatus, type Quorum } from '../domain/quorum.js';
import type { Body, BodyMember, CommissionSession } from '../persistence/commission.entities.js';
import { Attendance } from '../persistence/sitting.entities.js';
import { SessionClosings } from '../session/session-closings.js';
import { SessionRecords, type LockedSession } from '../session/session-records.js';
import { SittingDays } from '../session/sitting-days.js';

export interface NotedMember {
  readonly memberId: Id;
  readonly status: AttendanceStatus;
  /** The member who speaks for the one who is represented. */
  readonly byId: Id | null;
  /** When a present member came in, or left; null for the beginning and the end of the day. */
  readonly arrivedAt: TimeOfDay | null;
  readonly leftAt: TimeOfDay | null;
}

/** The members who are there, day by day, and whether they are enough to decide. */
@Injectable()
export class Attendances {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bodies: Bodies,
    private readonly records: SessionRecords,
    private readonly days: SittingDays,
    private readonly closings: SessionClosings,
    private readonly clock: Clock,
  ) {}

  /**
   * Records who is there on the day that sits. Members who are not named get no record. After the closing, the minutes
   * are written again.
   * @throws DomainError when a represented member names nobody who is present, or when times cannot be
   */
  noteAttendance(
    actor: Actor,
    sessionId: Id,
    noted: readonly NotedMember[],
    expectedVersion?: number,
  ): Promise<CommissionSession> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'attend', expectedVersion);
      const members = await this.bodies.membersOf(tx, locked.body.id);
      const day = await this.days.findCurrentDay(tx, sessionId);
      if (!day) throw new DomainError(refuse('session.wrongState', { action: 'attend', state: locked.session.state }));
      const now =
        locked.session.state === 'open' && dayOf(day.startsAt) === dayOf(this.clock.now()) ? this.time() : null;
      const rows = noted.map((member) => this.buildRow(day.id, member, noted, members, now));
      await tx.delete(Attendance, { sittingDayId: day.id });
      await tx.insert(Attendance, rows);
      const session = await this.records.saveTransition(
        tx,
        actor,
        locked,
        'attend',
        {},
        { present: quorumOf(null, rows).present },
      );
      if (session.state === 'closed') await this.closings.tellCorrected(tx, session);
      return session;
    });
  }

  private buildRow(
    sittingDayId: Id,
    { memberId, status, byId, arrivedAt, leftAt }: NotedMember,
    noted: readonly NotedMember[],
    members: readonly BodyMember[],
    now: TimeOfDay | null,
  ): Attendance {
    const member = members.find(({ id }) => id === memberId);
    if (!member) throw new DomainError(refuse('attendance.unknownMember'));
    const wrong = timesRefusal({ status, arrivedAt, leftAt }, now);
    if (wrong) throw new DomainError(refuse(`attendance.times.${wrong}`, { member: member.label }));
    const row = { id: newId(), sittingDayId, memberId, label: member.label, status, arrivedAt, leftAt };
    if (status !== 'represented') return { ...row, representedBy: null };
    const speaks = noted.some(
      (member) => member.memberId === byId && member.memberId !== memberId && member.status === 'present',
    )
      ? members.find(({ id }) => id === byId)
      : undefined;
    if (!speaks) throw new DomainError(refuse('attendance.representative', { member: member.label }));
    return { ...row, representedBy: speaks.label };
  }

  private time(): TimeOfDay {
    return timeOf(this.clock.now());
  }

  async readQuorum(
    from: Reader | Tx,
    session: Pick<CommissionSession, 'id'>,
    body: Pick<Body, 'quorum'>,
  ): Promise<Quorum> {
    return quorumOf(body.quorum, (await this.days.findCurrentDay(from, session.id))?.attendance ?? []);
  }

  /** @throws DomainError when no member is noted as present on the day that sits */
  async assertSomebody(tx: Tx, { session, body }: Pick<LockedSession, 'session' | 'body'>): Promise<void> {
    const { present } = await this.readQuorum(tx, session, body);
    if (present === 0) throw new DomainError(refuse('session.nobodyPresent'));
  }

  /**
   * @param recusedOf for each case that is decided, the members who take no part in it
   * @throws DomainError when too few members are there for one of these cases
   */
  async assertQuorum(
    tx: Tx,
    { session, body }: Pick<LockedSession, 'session' | 'body'>,
    recusedOf: readonly ReadonlySet<Id>[] = [new Set()],
  ): Promise<void> {
    if (body.quorum === null) return;
    const attending = (await this.days.findCurrentDay(tx, session.id))?.attendance ?? [];
    const refusal = recusedOf
      .map((recused) => quorumRefusal(body.quorum, attending, recused, this.time()))
      .find((refusal) => refusal !== null);
    if (refusal) throw new DomainError(refusal);
  }
}
