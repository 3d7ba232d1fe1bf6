import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { Step } from '../domain/adaptation-step.js';

/** A step towards a place that suits a child. Nothing that decides reads it, and it says nothing of the child. */
@Entity('adaptation_step')
@Index('adaptation_step_back', ['comeBackOn'], { where: 'come_back_on IS NOT NULL' })
export class AdaptationStep {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  /** The establishment whose director recorded it; null for the desk. */
  @RefColumn({ nullable: true }) providerId: Id | null;
  @CodeColumn() step: Step;
  @JsonColumn() details: string[];
  @DayColumn() day: Day;
  /** Null where nobody comes back to it, and once a later step is recorded. */
  @DayColumn({ nullable: true }) comeBackOn: Day | null;
  @CodeColumn() recordedBy: string;
  @InstantColumn() recordedAt: Instant;
}
