import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { DeclineReason, IntroductionActor, IntroductionState } from '../domain/introduction.js';

/** A family and a childminder put in touch for one request. It goes with the request when its family is forgotten. */
@Entity('introduction')
@Index('introduction_once', ['requestId', 'providerId'], {
  unique: true,
  where: "state IN ('proposed', 'introduced', 'met')",
})
export class Introduction {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @RefColumn() providerId: Id;
  @CodeColumn() state: IntroductionState;
  @InstantColumn() proposedAt: Instant;
  @CodeColumn() proposedBy: string;
  /** When she said that she is interested. */
  @InstantColumn({ nullable: true }) interestedAt: Instant | null;
  @InstantColumn({ nullable: true }) introducedAt: Instant | null;
  @DayColumn({ nullable: true }) metOn: Day | null;
  @InstantColumn({ nullable: true }) agreedAt: Instant | null;
  /** The line of the agreement among the solutions of the request, which is corrected and ended there. */
  @RefColumn({ nullable: true }) solutionId: Id | null;
  @InstantColumn({ nullable: true }) declinedAt: Instant | null;
  @CodeColumn({ nullable: true }) declinedBy: IntroductionActor | null;
  @CodeColumn({ nullable: true }) reason: DeclineReason | null;
}
