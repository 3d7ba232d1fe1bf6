import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, TerritoryColumn } from '../database/index.js';

/** One change of a setting by a person. It is never rewritten. */
@Entity('setting_change')
@Index('setting_change_at', ['at'])
export class SettingChange {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  @InstantColumn() at: Instant;
  /** Who changed it: `staff:<account>`, `system`… */
  @CodeColumn() changedBy: string;
  @CodeColumn() name: string;
  @JsonColumn() before: unknown;
  @JsonColumn() after: unknown;
}
