import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Language } from '../../kernel/language.js';
import type { Instant } from '../../kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  TerritoryColumn,
} from '../database/index.js';

export type Labels = Readonly<Record<Language, string>>;

/** What people changed of one entry of a list, or an entry that they added. It is never deleted. */
@Entity('choice_entry')
@Index('choice_entry_code', ['territoryId', 'list', 'code'], { unique: true })
export class ChoiceEntry {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  @CodeColumn() list: string;
  /** Of the product (`price`), or added by people and counted as it (`price~1`). */
  @CodeColumn() code: string;
  /** Null for the product's own label. */
  @JsonColumn({ nullable: true }) labels: Labels | null;
  /** Not offered any more. What was chosen before keeps its label. */
  @FlagColumn() hidden: boolean;
  @CountColumn() version: number;
  @InstantColumn() changedAt: Instant;
  @CodeColumn() changedBy: string;
}
