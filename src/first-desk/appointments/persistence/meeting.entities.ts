import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';

/** Réunion d'information collective: shown to every family of its desk. */
@Entity('collective_meeting')
export class CollectiveMeeting {
  @IdColumn() id: Id;
  @RefColumn() deskId: string;
  @TextColumn() subject: string;
  @TextColumn() place: string;
  @InstantColumn() startsAt: Instant;
  @InstantColumn() endsAt: Instant;
  @CountColumn() seats: number;
  @CodeColumn() openedBy: string;
  @InstantColumn() openedAt: Instant;
  @InstantColumn({ nullable: true }) cancelledAt: Instant | null;
}

/** The seats of one family at a meeting. */
@Entity('meeting_booking')
@Index('meeting_booking_once', ['meetingId', 'requestId'], { unique: true })
export class MeetingBooking {
  @IdColumn() id: Id;
  @OwnColumn(() => CollectiveMeeting) meetingId: Id;
  /** The first request of the family, by which it is found and forgotten. */
  @RefColumn() requestId: Id;
  @CountColumn() persons: number;
  @CodeColumn() bookedBy: string;
  @InstantColumn() bookedAt: Instant;
  @InstantColumn({ nullable: true }) remindedAt: Instant | null;
  @InstantColumn({ nullable: true }) cancelledAt: Instant | null;
  @CountColumn() version: number;
}
