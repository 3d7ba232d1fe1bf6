import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import type { CommissionSession } from '../persistence/commission.entities.js';
import { Attendance, SittingDay } from '../persistence/sitting.entities.js';

/** One day of a session. `sitting` 1 is its own date, and higher numbers are the days after pauses. */
export type DatedSitting = CommissionSession & { readonly sitting: number };

export interface AttendedDay extends SittingDay {
  readonly attendance: readonly Attendance[];
}

/** The days on which a session sits. */
@Injectable()
export class SittingDays {
  constructor(private readonly clock: Clock) {}

  /** Earliest first, each with who was there. */
  async listDays(from: Reader | Tx, sessionId: Id): Promise<AttendedDay[]> {
    const days = await from.find(SittingDay, { where: { sessionId }, order: { number: 'ASC' } });
    const attendance = await from.find(Attendance, {
      where: { sittingDayId: In(days.map(({ id }) => id)) },
      order: { label: 'ASC', id: 'ASC' },
    });
    return days.map((day) => ({
      ...day,
      attendance: attendance.filter(({ sittingDayId }) => sittingDayId === day.id),
    }));
  }

  /** The day that sits now, or the next one while the session is paused; null before it opens. */
  async findCurrentDay(from: Reader | Tx, sessionId: Id): Promise<AttendedDay | null> {
    return (await this.listDays(from, sessionId)).at(-1) ?? null;
  }

  /** Where and when each of these sessions sits: on its own date, or after a pause on its next day. */
  async latestOf(from: Reader | Tx, sessionIds: readonly Id[]): Promise<Map<Id, SittingDay>> {
    const days = await from.find(SittingDay, { where: { sessionId: In([...sessionIds]) }, order: { number: 'ASC' } });
    return new Map(days.map((day) => [day.sessionId, day]));
  }

  /** Every day on which these sessions sit, soonest first: for calendars. */
  async datesOf(from: Reader | Tx, sessions: readonly CommissionSession[]): Promise<DatedSitting[]> {
    const later = await from.find(SittingDay, {
      where: { sessionId: In(sessions.map(({ id }) => id)), number: MoreThan(1) },
    });
    const dated = sessions.flatMap((session) => [
      { ...session, sitting: 1 },
      ...later
        .filter(({ sessionId }) => sessionId === session.id)
        .map(({ number, startsAt, room }) => ({ ...session, sitting: number, startsAt, room })),
    ]);
    return dated.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
  }

  async beginDay(
    tx: Tx,
    { id: sessionId, startsAt, room }: Pick<CommissionSession, 'id' | 'startsAt' | 'room'>,
  ): Promise<void> {
    await tx.insert(SittingDay, { id: newId(), sessionId, number: 1, startsAt, room, endedAt: null });
  }

  /** Ends the day that sits. A session that was opened before days were recorded has none. */
  async endDay(tx: Tx, sessionId: Id): Promise<void> {
    const last = await this.findCurrentDay(tx, sessionId);
    if (last?.endedAt === null) await tx.update(SittingDay, { id: last.id }, { endedAt: this.clock.now() });
  }

  /** Sets the next day of a session, or changes it while it is still to come. */
  async goOn(tx: Tx, sessionId: Id, startsAt: Instant, room: string, isPaused: boolean): Promise<void> {
    const last = await this.findCurrentDay(tx, sessionId);
    if (isPaused && last) {
      await tx.update(SittingDay, { id: last.id }, { startsAt, room });
      return;
    }
    if (last) await tx.update(SittingDay, { id: last.id }, { endedAt: this.clock.now() });
    await tx.insert(SittingDay, {
      id: newId(),
      sessionId,
      number: (last?.number ?? 0) + 1,
      startsAt,
      room,
      endedAt: null,
    });
  }
}
