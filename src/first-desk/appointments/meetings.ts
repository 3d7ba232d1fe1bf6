import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import {
  findOpenRequestsOf,
  findRequests,
  findRequestsOf,
  lockRequest,
  lockRequests,
  lockRequestToWrite,
  type ChildRequest,
  type Move,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addMinutes, instantAt } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import { AppointmentHosts } from './appointment-hosts.js';
import { booksForItself, desksMeeting, mayArrange } from './appointments.policy.js';
import { mayFamilyChange } from './domain/appointment.js';
import { judgeMeeting, judgeSeats, seatsLeft, type WantedMeeting } from './domain/meeting.js';
import { hostOfDesk } from './hosts.js';
import { MeetingLetters } from './meeting-letters.js';
import { CollectiveMeeting, MeetingBooking } from './persistence/meeting.entities.js';

export interface NewMeeting extends WantedMeeting {
  readonly deskId: string;
  readonly subject: string;
  readonly place: string;
}

/** A meeting with what is booked of it. */
export interface MeetingNow {
  readonly meeting: CollectiveMeeting;
  readonly left: number;
  /** Seats that stand. */
  readonly bookings: readonly MeetingBooking[];
}

/** A meeting as one family sees it. */
export interface OwnMeeting extends MeetingNow {
  readonly own: MeetingBooking | null;
  /** Whether the family may still say that it does not come, or comes with others. */
  readonly mayChange: boolean;
}

/** Collective meetings of a desk: open to every family of it, within their seats. */
@Injectable()
export class Meetings {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly hosts: AppointmentHosts,
    private readonly letters: MeetingLetters,
    private readonly audit: Audit,
  ) {}

  /** Those to come of the desks of an actor, soonest first. */
  async listComing(actor: Actor): Promise<MeetingNow[]> {
    return this.listOfDesks(desksMeeting(actor));
  }

  /** Who comes to a meeting, with the request by which each family is known. @throws NotFound */
  async readMeeting(
    actor: Actor,
    meetingId: Id,
  ): Promise<MeetingNow & { readonly families: readonly { booking: MeetingBooking; request: ChildRequest }[] }> {
    const meeting = await this.reader.findOne(CollectiveMeeting, { id: meetingId });
    if (!meeting || !desksMeeting(actor).includes(meeting.deskId)) throw new NotFound('meeting');
    const [now] = await this.withBookings(this.reader, [meeting]);
    const requests = await findRequests(
      this.reader,
      now!.bookings.map(({ requestId }) => requestId),
    );
    const byId = new Map(requests.map((request) => [request.id, request]));
    return { ...now!, families: now!.bookings.map((booking) => ({ booking, request: byId.get(booking.requestId)! })) };
  }

  /** Those to come that the family of these requests may come to. The caller authorises. */
  async listForFamily(requests: readonly ChildRequest[]): Promise<OwnMeeting[]> {
    const desks = [...new Set(requests.filter(({ state }) => state !== 'withdrawn').map(({ deskId }) => deskId))];
    const ids = new Set(requests.map(({ id }) => id));
    const hours = await this.settings.get('appointmentChangeHours');
    const now = this.clock.now();
    return (await this.listOfDesks(desks)).map((one) => ({
      ...one,
      own: one.bookings.find(({ requestId }) => ids.has(requestId)) ?? null,
      mayChange: mayFamilyChange(one.meeting.startsAt, hours, now),
    }));
  }

  /** Whether there is a meeting to come that a family may come to. */
  async hasForFamily(requestIds: readonly Id[]): Promise<boolean> {
    return (await this.listForFamily(await findRequests(this.reader, requestIds))).length > 0;
  }

  /** What is kept of the seats of a family, by request. The caller authorises. */
  async listRows(requestIds: readonly Id[]): Promise<Map<Id, object[]>> {
    const rows = await this.reader.find(MeetingBooking, { where: { requestId: In([...requestIds]) } });
    const meetings = await this.reader.find(CollectiveMeeting, {
      where: { id: In(rows.map(({ meetingId }) => meetingId)) },
    });
    const kept = rows.map(({ requestId, meetingId, persons, bookedAt, remindedAt, cancelledAt }) => {
      const { subject, place, startsAt } = meetings.find(({ id }) => id === meetingId)!;
      return { requestId, subject, place, startsAt, persons, bookedAt, remindedAt, cancelledAt };
    });
    return groupedBy(kept, ({ requestId }) => requestId);
  }

  /** @throws NotFound for another desk's | DomainError when it cannot be held so */
  async openMeeting(actor: Actor, wanted: NewMeeting): Promise<void> {
    const { deskId, subject, place, day, time, minutes, seats } = wanted;
    if (!desksMeeting(actor).includes(deskId)) throw new NotFound('desk');
    await this.unitOfWork.run(async (tx) => {
      const isClosed = await this.hosts.closedOn(tx, hostOfDesk(deskId));
      const refusal = judgeMeeting(wanted, { now: this.clock.now(), today: this.clock.today(), isClosed });
      if (refusal) throw new DomainError(refusal);
      const startsAt = instantAt(day, time);
      const meeting: CollectiveMeeting = {
        id: newId(),
        deskId,
        subject: subject.trim(),
        place: place.trim(),
        startsAt,
        endsAt: addMinutes(startsAt, minutes),
        seats,
        openedBy: actorRef(actor),
        openedAt: this.clock.now(),
        cancelledAt: null,
      };
      await tx.insert(CollectiveMeeting, meeting);
      await this.audit.changed(tx, actor, 'meeting.open', { kind: 'meeting', id: meeting.id }, { day, seats });
    });
  }

  /** The families that come are told. @throws NotFound | Conflict when it is past or cancelled already */
  async cancelMeeting(actor: Actor, meetingId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await tx.find(MeetingBooking, { where: { meetingId, cancelledAt: IsNull() } });
      // A request is locked before what belongs to it, everywhere.
      const locked = await lockRequests(
        tx,
        before.map(({ requestId }) => requestId),
      );
      const meeting = await tx.lock(CollectiveMeeting, { id: meetingId });
      if (!meeting || !desksMeeting(actor).includes(meeting.deskId)) throw new NotFound('meeting');
      if (!this.isComing(meeting)) throw new Conflict(refuse('meeting.ended'));
      const [now] = await this.withBookings(tx, [meeting]);
      if (now!.bookings.some(({ requestId }) => !locked.some(({ id }) => id === requestId)))
        throw new Conflict(refuse('appointment.changed'));
      await tx.update(CollectiveMeeting, { id: meetingId }, { cancelledAt: this.clock.now() });
      for (const booking of now!.bookings) {
        await this.giveBack(tx, booking);
        await this.letters.writeCancelled(tx, booking, meeting);
      }
      await this.audit.changed(tx, actor, 'meeting.cancel', { kind: 'meeting', id: meetingId });
    });
  }

  /**
   * Books seats for a family, or changes how many. @param requestId one of the requests of the family
   * @throws NotFound | Conflict when it does not take place, or has fewer seats left | DomainError when it is too late
   */
  async bookSeats(actor: Actor, requestId: Id, meetingId: Id, persons: number): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { request, meeting, requests } = await this.lockFor(tx, actor, requestId, meetingId);
      const ids = requests.map(({ id }) => id);
      const rows = await tx.find(MeetingBooking, { where: { meetingId }, order: { id: 'ASC' } });
      const own = rows.find((row) => ids.includes(row.requestId));
      if (own?.cancelledAt === null) await this.assertChangeable(actor, meeting);
      const others = rows.filter((row) => row.cancelledAt === null && row.id !== own?.id);
      const refusal = judgeSeats(meeting.seats, others, persons);
      if (refusal) throw new Conflict(refusal);
      const said = {
        persons,
        bookedBy: actorRef(actor),
        bookedAt: this.clock.now(),
        cancelledAt: null,
        remindedAt: null,
      };
      const id = own?.id ?? newId();
      if (own) await tx.update(MeetingBooking, { id }, { ...said, version: own.version + 1 });
      else await tx.insert(MeetingBooking, { id, meetingId, requestId, ...said, version: 0 });
      await this.letters.planReminder(tx, id, meeting);
      await this.letters.writeBooked(tx, request, meeting);
      await this.audit.changed(tx, actor, 'meeting.book', { kind: 'request', id: requestId }, { persons });
    });
  }

  /** @throws NotFound | Conflict when nothing is booked | DomainError when it is too late for a family */
  async cancelSeats(actor: Actor, requestId: Id, meetingId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { meeting, requests } = await this.lockFor(tx, actor, requestId, meetingId);
      const own = await tx.findOne(MeetingBooking, {
        meetingId,
        requestId: In(requests.map(({ id }) => id)),
        cancelledAt: IsNull(),
      });
      if (!own) throw new Conflict(refuse('meeting.notBooked'));
      await this.assertChangeable(actor, meeting);
      await this.giveBack(tx, own);
      await this.audit.changed(tx, actor, 'meeting.giveBack', { kind: 'request', id: requestId });
    });
  }

  /** Reminds a family once of a meeting that takes place. */
  async remind(tx: Tx, bookingId: Id): Promise<void> {
    const known = await tx.findOne(MeetingBooking, { id: bookingId });
    if (known) await lockRequest(tx, known.requestId);
    const booking = known && (await tx.lock(MeetingBooking, { id: bookingId }));
    if (!booking || booking.cancelledAt !== null || booking.remindedAt !== null) return;
    const meeting = (await tx.findOne(CollectiveMeeting, { id: booking.meetingId }))!;
    if (!this.isComing(meeting)) return;
    await tx.update(MeetingBooking, { id: bookingId }, { remindedAt: this.clock.now() });
    await this.letters.writeReminder(tx, booking, meeting);
  }

  /** A family that withdraws its last request comes to no meeting any more. */
  async endMoved(tx: Tx, moves: readonly Move[]): Promise<void> {
    for (const { request, to, action } of moves) {
      if (to !== 'withdrawn' || action === 'join') continue;
      if ((await findOpenRequestsOf(tx, [request.dossierId])).some(({ id }) => id !== request.id)) continue;
      const ids = (await findRequestsOf(tx, request.dossierId)).map(({ id }) => id);
      for (const booking of await tx.find(MeetingBooking, { where: { requestId: In(ids), cancelledAt: IsNull() } })) {
        const meeting = await tx.findOne(CollectiveMeeting, { id: booking.meetingId });
        if (!meeting || !this.isComing(meeting)) continue;
        await this.giveBack(tx, booking);
        await this.audit.changed(tx, SYSTEM, 'meeting.giveBack', { kind: 'request', id: booking.requestId });
      }
    }
  }

  /** Locks the request and then the meeting: of two families at once, the second counts the seats of the first. */
  private async lockFor(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    meetingId: Id,
  ): Promise<{ request: ChildRequest; meeting: CollectiveMeeting; requests: ChildRequest[] }> {
    const request = await lockRequestToWrite(tx, requestId);
    if (!request || !(mayArrange(actor, request) || booksForItself(actor, request))) throw new NotFound('meeting');
    const meeting = await tx.lock(CollectiveMeeting, { id: meetingId });
    const requests = await findRequestsOf(tx, request.dossierId);
    if (!meeting || !requests.some(({ deskId }) => deskId === meeting.deskId)) throw new NotFound('meeting');
    if (!this.isComing(meeting)) throw new Conflict(refuse('meeting.ended'));
    return { request, meeting, requests };
  }

  private async assertChangeable(actor: Actor, { startsAt }: CollectiveMeeting): Promise<void> {
    const hours = await this.settings.get('appointmentChangeHours');
    if (actor.kind === 'family' && !mayFamilyChange(startsAt, hours, this.clock.now()))
      throw new DomainError(refuse('appointment.tooLate', { hours }));
  }

  private async giveBack(tx: Tx, { id, version }: MeetingBooking): Promise<void> {
    await tx.update(MeetingBooking, { id }, { cancelledAt: this.clock.now(), version: version + 1 });
    await this.letters.cancelReminder(tx, id);
  }

  private isComing({ cancelledAt, startsAt }: CollectiveMeeting): boolean {
    return cancelledAt === null && startsAt > this.clock.now();
  }

  private async listOfDesks(deskIds: readonly string[]): Promise<MeetingNow[]> {
    const meetings = await this.reader.find(CollectiveMeeting, {
      where: { deskId: In([...deskIds]), cancelledAt: IsNull(), startsAt: MoreThan(this.clock.now()) },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    return this.withBookings(this.reader, meetings);
  }

  private async withBookings(from: Reader | Tx, meetings: readonly CollectiveMeeting[]): Promise<MeetingNow[]> {
    const rows = await from.find(MeetingBooking, {
      where: { meetingId: In(meetings.map(({ id }) => id)), cancelledAt: IsNull() },
      order: { id: 'ASC' },
    });
    const byMeeting = groupedBy(rows, ({ meetingId }) => meetingId);
    return meetings.map((meeting) => {
      const bookings = byMeeting.get(meeting.id) ?? [];
      return { meeting, bookings, left: seatsLeft(meeting.seats, bookings) };
    });
  }
}
