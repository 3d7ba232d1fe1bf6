import { Entity, Index } from 'typeorm';
import type { Speaker, Told } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  OwnColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { AskedOutcome, FirstDayAnswer, YesResult } from '../domain/asked-first-day.js';

/** Question posée: a place that frees later and for which nobody can wait, about which families were asked. */
@Entity('asked_first_day')
@Index('asked_first_day_one_open', ['sectionId', 'firstDay'], { unique: true, where: 'ended_at IS NULL' })
export class AskedFirstDay {
  @IdColumn() id: Id;
  @RefColumn() providerId: Id;
  @RefColumn() sectionId: Id;
  /** The session in whose order the place is offered. Its row is locked by everything that changes the question. */
  @RefColumn() sessionId: Id;
  /** The first day on which the place is free. */
  @DayColumn() firstDay: Day;
  /** The last one, where it is taken again later. */
  @DayColumn({ nullable: true }) until: Day | null;
  @CountColumn() slots: SlotMask;
  /** The last day to answer. */
  @DayColumn() lastDay: Day;
  @CodeColumn() askedBy: string;
  @InstantColumn() askedAt: Instant;
  /** Null while it waits for answers. */
  @CodeColumn({ nullable: true }) outcome: AskedOutcome | null;
  @InstantColumn({ nullable: true }) endedAt: Instant | null;
}

/** What one family was asked, and what it said. It says nothing of its other wishes, and is no limit of its own. */
@Entity('asked_family')
@Index('asked_family_once', ['askedId', 'requestId'], { unique: true })
export class AskedFamily {
  @IdColumn() id: Id;
  @OwnColumn(() => AskedFirstDay) askedId: Id;
  @RefColumn() requestId: Id;
  /** Its turn among those asked, in the order of the session: 1 is the first. */
  @CountColumn() turn: number;
  /** The day on which the child would come, and its half-days. */
  @DayColumn() day: Day;
  @CountColumn() slots: SlotMask;
  @CodeColumn({ nullable: true }) answer: FirstDayAnswer | null;
  @CodeColumn({ nullable: true }) answeredBy: string | null;
  @InstantColumn({ nullable: true }) answeredAt: Instant | null;
  /** Who said it and how it is known, where the desk noted it. */
  @CodeColumn({ nullable: true }) toldBy: Speaker | null;
  @CodeColumn({ nullable: true }) knownBy: Told['knownBy'];
  @CodeColumn({ nullable: true }) result: YesResult | null;
}
