import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
} from '../../../foundation/platform/database/index.js';
import type { ReportKind } from '../domain/report-kind.js';
import type { ReportComments, ReportFacts } from '../domain/report-facts.js';

/**
 * Rapport au comité de pilotage, bilan d’un semestre ou d’une année: the figures of some months as they were known, and
 * what the coordinator says of them.
 */
@Entity('steering_report')
@Index('steering_report_made_at', ['madeAt'])
export class SteeringReport {
  @IdColumn() id: Id;
  @CodeColumn({ default: 'committee' }) kind: ReportKind;
  /** `YYYY-MM`, both included. */
  @CodeColumn() firstMonth: string;
  @CodeColumn() lastMonth: string;
  @JsonColumn() facts: ReportFacts;
  @JsonColumn() comments: ReportComments;
  @InstantColumn() madeAt: Instant;
  @CodeColumn() madeBy: string;
  @InstantColumn() commentedAt: Instant;
  /** Counts the changes of the comments. */
  @CountColumn() version: number;
}
