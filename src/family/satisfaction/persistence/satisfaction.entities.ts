import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  IdColumn,
  KeyColumn,
} from '../../../foundation/platform/database/index.js';

/**
 * The right to answer once. It names no family and no request, says no moment, and goes as soon as it is used.
 */
@Entity('satisfaction_ticket')
export class SatisfactionTicket {
  @KeyColumn() secretHash: string;
  /** The last day of a month, so that it tells nothing of the day on which it was made. */
  @Index('satisfaction_ticket_last_day')
  @DayColumn()
  lastDay: Day;
}

/**
 * How often something was counted in a month. Answers are added here and kept nowhere else: no row of one family
 * exists, and what one family answered to the three questions is not kept together.
 */
@Entity('satisfaction_count')
@Index('satisfaction_count_once', ['month', 'counted', 'grade'], { unique: true })
export class SatisfactionCount {
  @IdColumn() id: Id;
  /** `YYYY-MM`. */
  @CodeColumn() month: string;
  /** `asked`, `answered`, or a question. */
  @CodeColumn() counted: string;
  /** Empty beside `asked` and `answered`. */
  @CodeColumn() grade: string;
  @CountColumn() count: number;
}
