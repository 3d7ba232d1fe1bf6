import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  TerritoryColumn,
} from '../../../foundation/platform/database/index.js';
import type { TerritoryKind } from '../domain/territory-kind.js';

/** One change of a commune, a desk or a living area by a person. It is never rewritten. */
@Entity('territory_change')
@Index('territory_change_at', ['at'])
export class TerritoryChange {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  @InstantColumn() at: Instant;
  /** Who changed it: `staff:<account>`, `system`… */
  @CodeColumn() changedBy: string;
  @CodeColumn() kind: TerritoryKind;
  /** INSEE code of a commune; id of a desk or an area. */
  @CodeColumn() subject: string;
  /** The facts that changed, as they were; null for what was added. */
  @JsonColumn({ nullable: true }) before: Readonly<Record<string, unknown>> | null;
  @JsonColumn() after: Readonly<Record<string, unknown>>;
}
