import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Day, Instant } from '../../kernel/time.js';
import { CodeColumn, DayColumn, FlagColumn, IdColumn, InstantColumn, RefColumn } from '../../platform/database/index.js';

/** How one request stood between two moments: reporting's own copy, rebuilt from the history whenever a dossier moves. */
@Entity('request_fact')
@Index('request_fact_span', ['from', 'to'])
export class RequestFact {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @RefColumn() dossierId: Id;
  @InstantColumn() from: Instant;
  /** Excluded; null for how it stands now. */
  @InstantColumn({ nullable: true }) to: Instant | null;
  @CodeColumn() state: string;
  @FlagColumn() joined: boolean;
  /** Residence then; null outside the territory. */
  @CodeColumn({ nullable: true }) communeCode: string | null;
  @DayColumn({ nullable: true }) wantedFrom: Day | null;
  @InstantColumn() submittedAt: Instant;
}
