import { Injectable } from '@nestjs/common';
import { FamilyMessages, findRequest, type ChildRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { dayOf, timeOf } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { PATH } from './appointment-letters.js';
import { reminderAt } from './domain/appointment.js';
import { REMIND_MEETING, remindMeetingKey } from './jobs.js';
import { APPOINTMENT_BOOKED, APPOINTMENT_CANCELLED, APPOINTMENT_REMINDER } from './message-kinds.js';
import type { CollectiveMeeting, MeetingBooking } from './persistence/meeting.entities.js';

type Told = Pick<ChildRequest, 'id' | 'dossierId'>;

/** What families are told of the meetings to which they come, and when they are reminded. */
@Injectable()
export class MeetingLetters {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly messages: FamilyMessages,
  ) {}

  writeBooked(tx: Tx, request: Told, meeting: CollectiveMeeting): Promise<void> {
    return this.messages.writeMessage(tx, { ...addressed(request), kind: APPOINTMENT_BOOKED, args: moment(meeting) });
  }

  async writeCancelled(tx: Tx, { requestId }: MeetingBooking, meeting: CollectiveMeeting): Promise<void> {
    const request = (await findRequest(tx, requestId))!;
    await this.messages.writeMessage(tx, {
      ...addressed(request),
      kind: APPOINTMENT_CANCELLED,
      args: (words) => ({ ...moment(meeting)(words), next: 'none' }),
    });
  }

  async writeReminder(tx: Tx, { requestId }: MeetingBooking, meeting: CollectiveMeeting): Promise<void> {
    const request = (await findRequest(tx, requestId))!;
    await this.messages.writeMessage(tx, { ...addressed(request), kind: APPOINTMENT_REMINDER, args: moment(meeting) });
  }

  async planReminder(tx: Tx, bookingId: Id, { startsAt }: CollectiveMeeting): Promise<void> {
    const at = reminderAt(startsAt, this.clock.now());
    if (at === null) await this.cancelReminder(tx, bookingId);
    else await this.queue.plan(tx, REMIND_MEETING, { bookingId }, { at, key: remindMeetingKey(bookingId) });
  }

  async cancelReminder(tx: Tx, bookingId: Id): Promise<void> {
    await this.queue.cancel(tx, remindMeetingKey(bookingId));
  }
}

const addressed = ({ id, dossierId }: Told) => ({ dossierId, requestIds: [id], towards: PATH }) as const;

const moment =
  ({ subject, place, startsAt }: CollectiveMeeting) =>
  (words: Translator) => ({
    occasion: words.t('meeting.what', { subject }),
    day: words.day(dayOf(startsAt)),
    time: words.time(timeOf(startsAt)),
    where: place,
  });
