import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { CodeColumn, CountColumn, IdColumn, InstantColumn } from '../../../foundation/platform/database/index.js';

/** Lot de courrier: letters printed together. A letter is in one batch, for good. */
@Entity('letter_batch')
@Index('letter_batch_made', ['deskId', 'madeAt'])
export class LetterBatch {
  @IdColumn() id: Id;
  /** Null for the letters to members of commissions. */
  @CodeColumn({ nullable: true }) deskId: string | null;
  @InstantColumn() madeAt: Instant;
  @CodeColumn() madeBy: string;
  @CountColumn() letters: number;
  @InstantColumn({ nullable: true }) postedAt: Instant | null;
}
