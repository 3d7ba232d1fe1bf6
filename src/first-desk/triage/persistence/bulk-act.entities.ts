import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { BulkActCode, BulkChoices } from '../domain/bulk-act.js';

/** An act on many requests: previewed by whoever prepared it, and done once that person presses. */
@Entity('bulk_act')
export class BulkAct {
  @IdColumn() id: Id;
  @Index()
  @InstantColumn()
  at: Instant;
  /** Who prepared it. The rows are judged by the rights that this person has when each of them is done. */
  @RefColumn() accountId: Id;
  @CodeColumn() act: BulkActCode;
  @JsonColumn() choices: BulkChoices;
  /** Null while it is only previewed. */
  @InstantColumn({ nullable: true }) startedAt: Instant | null;
}

/** `waiting`: it would be done, or is about to be. */
export type BulkRowState = 'waiting' | 'done' | 'refused';

/** One request of an act on many, with what became of it. */
@Entity('bulk_act_row')
@Index('bulk_act_row_once', ['bulkActId', 'requestId'], { unique: true })
export class BulkActRow {
  @IdColumn() id: Id;
  @OwnColumn(() => BulkAct) bulkActId: Id;
  @RefColumn() requestId: Id;
  /** The version of the request that was previewed. Whoever changes it meanwhile comes first. */
  @CountColumn() version: number;
  /** In the order of the list from which it was chosen. */
  @CountColumn() position: number;
  @CodeColumn() state: BulkRowState;
  @JsonColumn({ nullable: true }) refusal: Refusal | null;
  /** By which channels its family is written to; before it is done, as it would be. */
  @JsonColumn() channels: string[];
  @InstantColumn({ nullable: true }) at: Instant | null;
}
