import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { FilingKind, PointKind } from '../domain/filings.js';

/** Point d'accueil: a town hall, a France Services, a nursery's desk, where families file and nobody triages. */
@Entity('reception_point')
export class ReceptionPoint {
  @KeyColumn() id: Id;
  @TextColumn() name: string;
  @CodeColumn() kind: PointKind;
  /** The communes whose families it mostly receives; the first one says which desk counts its enquiries. */
  @JsonColumn() communeCodes: readonly string[];
  @InstantColumn() createdAt: Instant;
  @CountColumn({ default: 1 }) version: number;
}

/** One child of one deposit that a point filed. */
@Entity('point_filing')
@Index('point_filing_once', ['draftId', 'requestId'], { unique: true })
@Index('point_filing_list', ['pointId', 'filedAt', 'id'])
export class PointFiling {
  @IdColumn() id: Id;
  @OwnColumn(() => ReceptionPoint) pointId: Id;
  /** The deposit: the draft in which it was typed. */
  @CodeColumn() draftId: Id;
  @CodeColumn() kind: FilingKind;
  @InstantColumn() filedAt: Instant;
  /** The account of who filed it. */
  @RefColumn() filedBy: Id;
  /** Null once the family is forgotten: the row is then a number and no more. */
  @RefColumn({ nullable: true }) requestId: Id | null;
  @RefColumn({ nullable: true }) dossierId: Id | null;
  /** The number on the receipt. */
  @CodeColumn({ nullable: true }) number: string | null;
  /** The child's first name and what was missing, as they were filed: all that is shown where the point follows nothing. */
  @TextColumn({ nullable: true }) firstName: string | null;
  @JsonColumn() gaps: readonly string[];
  /** Since when the family does not want the point to follow it. */
  @InstantColumn({ nullable: true }) hiddenAt: Instant | null;
}
