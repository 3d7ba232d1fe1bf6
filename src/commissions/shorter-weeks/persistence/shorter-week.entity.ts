import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Weekday } from '../../../foundation/kernel/week-schedule.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { WeekAnswer } from '../domain/shorter-week.js';

/**
 * Semaine plus courte proposée: what a director asks a family before the list of a session is fixed. No engine and no
 * session reads it: an accepted one changes the family's own answer, which they read.
 */
@Entity('shorter_week')
@Index('shorter_week_one_open', ['requestId', 'providerId'], {
  unique: true,
  where: 'answered_at IS NULL AND ended_at IS NULL',
})
export class ShorterWeek {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @RefColumn() providerId: Id;
  /** Nobody can answer any more once the list of this session is fixed. */
  @RefColumn() sessionId: Id;
  @JsonColumn() days: readonly Weekday[];
  @CodeColumn() proposedBy: string;
  @InstantColumn() proposedAt: Instant;
  /** Null while nobody has answered. */
  @CodeColumn({ nullable: true }) answer: WeekAnswer | null;
  @CodeColumn({ nullable: true }) answeredBy: string | null;
  @InstantColumn({ nullable: true }) answeredAt: Instant | null;
  /** When another one took the place of this one, which was over without an answer; null otherwise. */
  @InstantColumn({ nullable: true }) endedAt: Instant | null;
}
