import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { WatchKind } from '../domain/watches.js';

/** What one person asked to be told of the figures. */
@Entity('figure_watch')
@Index('figure_watch_once', ['accountId', 'kind'], { unique: true })
export class FigureWatch {
  @IdColumn() id: Id;
  @RefColumn() accountId: Id;
  @CodeColumn() kind: WatchKind;
  /** Null for the page of the month, which has none. */
  @CountColumn({ nullable: true }) threshold: number | null;
  /** Whether the threshold was crossed and told. It is told again only after the figure fell back. */
  @FlagColumn() crossed: boolean;
  /** The month, `YYYY-MM`, whose page was sent last. */
  @CodeColumn({ nullable: true }) sentMonth: string | null;
  @InstantColumn() since: Instant;
}
