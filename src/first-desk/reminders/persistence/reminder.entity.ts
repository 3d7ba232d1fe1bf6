import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';

/** A note of the desk about one request, which comes back on a day. */
@Entity('reminder')
@Index('reminder_open', ['day'], { where: 'done_at IS NULL' })
export class Reminder {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @TextColumn() text: string;
  @DayColumn() day: Day;
  @CodeColumn() writtenBy: string;
  @InstantColumn() writtenAt: Instant;
  /** Null until somebody says that it is done. */
  @InstantColumn({ nullable: true }) doneAt: Instant | null;
  @CodeColumn({ nullable: true }) doneBy: string | null;
}
