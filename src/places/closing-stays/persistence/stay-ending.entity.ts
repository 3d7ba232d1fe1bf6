import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';

/** What somebody confirmed once: these stays end before a closing, for this reason. It can be taken back as a whole. */
@Entity('stay_ending')
export class StayEnding {
  @IdColumn() id: Id;
  @RefColumn() providerId: Id;
  @TextColumn() reason: string;
  /** The placements that it ended. */
  @JsonColumn() placementIds: readonly Id[];
  @InstantColumn() endedAt: Instant;
  @CodeColumn() endedBy: string;
  @InstantColumn({ nullable: true }) undoneAt: Instant | null;
  @CodeColumn({ nullable: true }) undoneBy: string | null;
}
