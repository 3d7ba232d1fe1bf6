import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  OwnColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { BusyFailure } from '../busy-reading.js';
import type { SchoolHoliday } from '../domain/school-holidays.js';

/** The school holidays as a file gave them. One row is in force, and another may wait to be looked at and confirmed. */
@Entity('school_calendar')
export class SchoolCalendar {
  @KeyColumn() id: 'in_force' | 'proposed';
  /** The name of the zone: « Zone A ». */
  @TextColumn() zone: string;
  @JsonColumn() holidays: SchoolHoliday[];
  @InstantColumn() importedAt: Instant;
}

/** Indisponibilités: one person's own calendar, of which only the busy moments are kept. */
@Entity('busy_calendar')
@Index('busy_calendar_once', ['personKey'], { unique: true })
export class BusyCalendar {
  @IdColumn() id: Id;
  @CodeColumn() personKey: string;
  /**
   * The address is read again every night; null for a file. Whoever knows it can read the calendar, so only its host is
   * shown.
   */
  @TextColumn({ nullable: true }) address: string | null;
  @InstantColumn() since: Instant;
  /** When it was last tried; null before the first time. */
  @InstantColumn({ nullable: true }) triedAt: Instant | null;
  /** When the moments that are kept were read. */
  @InstantColumn({ nullable: true }) readAt: Instant | null;
  /** Why the last try failed; null when it did not. */
  @CodeColumn({ nullable: true }) failure: BusyFailure | null;
}

@Entity('busy_period')
@Index('busy_period_end', ['endsAt'])
export class BusyPeriodRow {
  @IdColumn() id: Id;
  @OwnColumn(() => BusyCalendar) calendarId: Id;
  @InstantColumn() startsAt: Instant;
  @InstantColumn() endsAt: Instant;
}
