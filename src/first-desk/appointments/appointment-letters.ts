import { Injectable } from '@nestjs/common';
import { FamilyMessages, type ChildRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { dayOf, timeOf } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { AppointmentHosts } from './appointment-hosts.js';
import { reminderAt, type AppointmentKind } from './domain/appointment.js';
import { REMIND, remindKey } from './jobs.js';
import {
  APPOINTMENT_BOOKED,
  APPOINTMENT_CANCELLED,
  APPOINTMENT_PROPOSED,
  APPOINTMENT_REMINDER,
} from './message-kinds.js';
import type { AppointmentSlot } from './persistence/appointment.entities.js';
import { placeWords, whatWords } from './appointment-words.js';

/** The page on which a family chooses, below that of its dossier, and the desk below that of the request. */
export const PATH = 'rendez-vous';

type Told = Pick<ChildRequest, 'id' | 'dossierId'>;

/** What families are told of their appointments, and when they are reminded. */
@Injectable()
export class AppointmentLetters {
  constructor(
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly hosts: AppointmentHosts,
    private readonly messages: FamilyMessages,
  ) {}

  writeProposal(tx: Tx, request: Told, host: string, kind: AppointmentKind): Promise<void> {
    return this.messages.writeMessage(tx, {
      ...this.addressed(request),
      kind: APPOINTMENT_PROPOSED,
      args: (words) => ({ occasion: whatWords(words, kind, this.hosts.nameOf(host)) }),
    });
  }

  writeBooked(tx: Tx, request: Told, slot: AppointmentSlot): Promise<void> {
    return this.messages.writeMessage(tx, {
      ...this.addressed(request),
      kind: APPOINTMENT_BOOKED,
      args: this.moment(slot),
    });
  }

  /** @param isAgain whether the family chooses another hour */
  writeCancelled(tx: Tx, request: Told, slot: AppointmentSlot, isAgain: boolean): Promise<void> {
    return this.messages.writeMessage(tx, {
      ...this.addressed(request),
      kind: APPOINTMENT_CANCELLED,
      args: (words) => ({ ...this.moment(slot)(words), next: isAgain ? 'again' : 'none' }),
    });
  }

  writeReminder(tx: Tx, request: Told, slot: AppointmentSlot): Promise<void> {
    return this.messages.writeMessage(tx, {
      ...this.addressed(request),
      kind: APPOINTMENT_REMINDER,
      args: this.moment(slot),
    });
  }

  /** Plans the reminder of a slot in the place of any other, or none where it is too late for one. */
  async planReminder(tx: Tx, appointmentId: Id, { startsAt }: Pick<AppointmentSlot, 'startsAt'>): Promise<void> {
    const at = reminderAt(startsAt, this.clock.now());
    if (at === null) await this.cancelReminder(tx, appointmentId);
    else await this.queue.plan(tx, REMIND, { appointmentId }, { at, key: remindKey(appointmentId) });
  }

  async cancelReminder(tx: Tx, appointmentId: Id): Promise<void> {
    await this.queue.cancel(tx, remindKey(appointmentId));
  }

  private addressed({ id, dossierId }: Told) {
    return { dossierId, requestIds: [id], towards: PATH } as const;
  }

  private moment(slot: AppointmentSlot) {
    return (words: Translator) => ({
      occasion: whatWords(words, slot.kind, this.hosts.nameOf(slot.host)),
      day: words.day(dayOf(slot.startsAt)),
      time: words.time(timeOf(slot.startsAt)),
      where: placeWords(words, slot),
    });
  }
}
