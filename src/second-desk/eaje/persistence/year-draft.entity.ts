import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { NumberedMove } from '../domain/draft-moves.js';

/** What the directors of an establishment try out on the year ahead. Only they see it, and it changes nothing. */
@Entity('year_draft')
export class YearDraft {
  @IdColumn() id: Id;
  @RefColumn() providerId: Id;
  @TextColumn() name: string;
  @JsonColumn() moves: readonly NumberedMove[];
  /** Counts what is written of it, so that of two people at once one wins. */
  @CountColumn() version: number;
  @InstantColumn() createdAt: Instant;
  /** `staff:<account>`. */
  @CodeColumn() createdBy: string;
  /** When its moves were declared; null while it is only tried out. */
  @InstantColumn({ nullable: true }) adoptedAt: Instant | null;
  @CodeColumn({ nullable: true }) adoptedBy: string | null;
}
