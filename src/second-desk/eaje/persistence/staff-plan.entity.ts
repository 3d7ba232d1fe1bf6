import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
} from '../../../foundation/platform/database/index.js';
import type { StaffRule, StaffWeek } from '../domain/staff-rule.js';

/** The rule by which an establishment counts its adults, and how many are there. It is written at the first answer. */
@Entity('staff_plan')
export class StaffPlanRow {
  @KeyColumn() providerId: Id;
  @CodeColumn({ nullable: true }) rule: StaffRule | null;
  /** The age, in months, from which a child is counted as walking. */
  @CountColumn() walkingMonths: number;
  /** Oldest first. */
  @JsonColumn() weeks: readonly StaffWeek[];
  /** Counts what is written of it, so that of two people at once one wins. */
  @CountColumn() version: number;
  @InstantColumn() changedAt: Instant;
  /** `staff:<account>`. */
  @CodeColumn() changedBy: string;
}
