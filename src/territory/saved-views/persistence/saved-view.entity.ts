import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../../../foundation/platform/database/index.js';

/** A list with its filters, under a name that one person gave it. */
@Entity('saved_view')
@Index(['accountId', 'list', 'name'], { unique: true })
export class SavedView {
  @IdColumn() id: Id;
  @RefColumn() accountId: Id;
  /** The address of the list without its filters. */
  @TextColumn() list: string;
  @TextColumn() name: string;
  /** The address with its filters. */
  @TextColumn() address: string;
  @InstantColumn() keptAt: Instant;
}
