import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { AppointmentKind, CancelledBy, Outcome } from '../domain/appointment.js';

/** Whose slots may not overlap: an agent, or the establishment that families visit. Its row is locked to open slots. */
@Entity('appointment_book')
export class AppointmentBook {
  /** `staff:<account>` of an agent, `provider:<id>` of an establishment. */
  @KeyColumn() id: string;
}

/** Créneau: a moment at which a family can be received. */
@Entity('appointment_slot')
@Index('appointment_slot_once', ['bookId', 'startsAt'], { unique: true, where: 'withdrawn_at IS NULL' })
@Index('appointment_slot_host', ['host', 'startsAt'])
export class AppointmentSlot {
  @IdColumn() id: Id;
  @OwnColumn(() => AppointmentBook) bookId: string;
  /** Who receives: `desk:<id>`, `provider:<id>`. */
  @CodeColumn() host: string;
  @CodeColumn() kind: AppointmentKind;
  @InstantColumn() startsAt: Instant;
  @InstantColumn() endsAt: Instant;
  /** Where it is; empty for a call and for a visit at the family's. */
  @TextColumn() place: string;
  @CodeColumn() openedBy: string;
  @InstantColumn() openedAt: Instant;
  @InstantColumn({ nullable: true }) withdrawnAt: Instant | null;
}

/** Rendez-vous: what a desk proposes to a family, and the slot that is booked for it. Nothing that decides reads it. */
@Entity('appointment')
@Index('appointment_slot_taken', ['slotId'], { unique: true, where: 'slot_id IS NOT NULL AND cancelled_at IS NULL' })
export class Appointment {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @RefColumn() host: string;
  @CodeColumn() kind: AppointmentKind;
  @CodeColumn() proposedBy: string;
  @InstantColumn() proposedAt: Instant;
  /** Null while the family has not chosen. A cancelled one keeps the slot that it had. */
  @OwnColumn(() => AppointmentSlot, { nullable: true }) slotId: Id | null;
  @CodeColumn({ nullable: true }) bookedBy: string | null;
  @InstantColumn({ nullable: true }) bookedAt: Instant | null;
  /** When the family was reminded of this slot. */
  @InstantColumn({ nullable: true }) remindedAt: Instant | null;
  @CodeColumn({ nullable: true }) cancelledBy: CancelledBy | null;
  @InstantColumn({ nullable: true }) cancelledAt: Instant | null;
  @CodeColumn({ nullable: true }) outcome: Outcome | null;
  @CodeColumn({ nullable: true }) outcomeBy: string | null;
  /** Grows with each change: the sequence of its calendar file, and what a form of staff was made of. */
  @CountColumn() version: number;
}
