import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { TeamMonth } from '../domain/team-month.js';

/** The hours that one agent entered for one week. Nobody else reads them. */
@Entity('working_week')
@Index('working_week_once', ['accountId', 'monday'], { unique: true })
export class WorkingWeek {
  @IdColumn() id: Id;
  @RefColumn() accountId: Id;
  /** The desk for which the agent works. */
  @RefColumn() deskId: string;
  @DayColumn() monday: Day;
  @CountColumn() version: number;
  @InstantColumn() savedAt: Instant;
}

/** Temps de travail: what an agent spent on one mission on one day. */
@Entity('working_time')
@Index('working_time_once', ['weekId', 'day', 'mission'], { unique: true })
@Index('working_time_day', ['day'])
export class WorkingTime {
  @IdColumn() id: Id;
  @OwnColumn(() => WorkingWeek) weekId: Id;
  @DayColumn() day: Day;
  @CodeColumn() mission: string;
  @CountColumn() minutes: number;
}

/**
 * A month of a desk's team, as it was closed. It is written once: a sum that changed while people enter their hours
 * would tell the hours of whoever entered them last.
 */
@Entity('working_month')
@Index('working_month_once', ['deskId', 'month'], { unique: true })
export class WorkingMonth {
  @IdColumn() id: Id;
  @RefColumn() deskId: string;
  /** `YYYY-MM`. */
  @CodeColumn() month: string;
  /** Null where fewer than three people entered time. */
  @JsonColumn({ nullable: true }) told: TeamMonth | null;
  @InstantColumn() closedAt: Instant;
}
