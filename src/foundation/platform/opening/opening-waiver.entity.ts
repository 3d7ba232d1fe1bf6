import { Entity } from 'typeorm';
import type { Instant } from '../../kernel/time.js';
import type { Id } from '../../kernel/ids.js';
import { InstantColumn, KeyColumn, TextColumn, TerritoryColumn } from '../database/index.js';

/** A lack without which somebody has decided to open. */
@Entity('opening_waiver')
export class OpeningWaiver {
  /** A kind of lack, or a kind and its subject: `desk-telephone:rpe`. */
  @KeyColumn() lack: string;
  @TerritoryColumn({ primary: true }) territoryId: Id;
  @TextColumn() name: string;
  @TextColumn() reason: string;
  @InstantColumn() at: Instant;
}
