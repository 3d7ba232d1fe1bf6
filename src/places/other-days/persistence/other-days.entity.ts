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
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { DaysOutcome } from '../domain/other-days.js';

/**
 * Autres jours souhaités: the half-days that the family of a child who has a place asks for instead. It holds no seat,
 * and nothing but the director's pages reads it.
 */
@Entity('other_days')
@Index('other_days_one_open', ['requestId'], { unique: true, where: 'closed_at IS NULL' })
export class OtherDays {
  @IdColumn() id: Id;
  /** The request that has the place. */
  @RefColumn() requestId: Id;
  @RefColumn() providerId: Id;
  @CountColumn() slots: SlotMask;
  @DayColumn() from: Day;
  @CodeColumn() askedBy: string;
  @InstantColumn() askedAt: Instant;
  /** Who said it and how it is known, where the desk noted it. */
  @CodeColumn({ nullable: true }) toldBy: Speaker | null;
  @CodeColumn({ nullable: true }) knownBy: Told['knownBy'];
  /** Null while nobody has closed it, and where a change of the place granted it. */
  @CodeColumn({ nullable: true }) outcome: DaysOutcome | null;
  @CodeColumn({ nullable: true }) closedBy: string | null;
  @InstantColumn({ nullable: true }) closedAt: Instant | null;
}
