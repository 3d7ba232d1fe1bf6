import { Entity } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
} from '../../platform/database/index.js';
import type { FieldCode } from '../domain/proposed-changes/fields.js';
import { Dossier, type Origin } from './dossier.entities.js';

/** Where an answer that came later came from; `joined`: the other of two requests that are one child's. */
export type ChangeSource = Origin | 'joined';

/** `filled`: nothing was held, and it came from the counter or a list (domain.md §4). */
export type ChangeState = 'open' | 'taken' | 'kept' | 'filled';

/**
 * Réponse à confirmer: an answer that came later than the one held, until the family or the desk takes it (domain.md §3
 * and §4).
 */
@Entity('proposed_change')
export class ProposedChange {
  @IdColumn() id: Id;
  /** The family's dossier. */
  @OwnColumn(() => Dossier) dossierId: Id;
  /** The request whose answer it is; null for the whole family's. */
  @RefColumn({ nullable: true }) requestId: Id | null;
  /** The dossier in which an arrival waits (Dossier.arrivedForId). */
  @RefColumn({ nullable: true }) arrivalId: Id | null;
  /**
   * Of the field `request`: the child that was sent, a request of the arrival. `requestId` says whose repeat it is;
   * null for a child added.
   */
  @RefColumn({ nullable: true }) sentRequestId: Id | null;
  /** The join that brought it: undoing the join gives back what it changed. */
  @RefColumn({ nullable: true }) joinId: Id | null;
  @CodeColumn() source: ChangeSource;
  /** When the answer was given. */
  @InstantColumn() at: Instant;
  @CodeColumn() field: FieldCode;
  @JsonColumn({ nullable: true }) value: unknown;
  /** What was held when it was taken. */
  @JsonColumn({ nullable: true }) before: unknown;
  @CodeColumn() state: ChangeState;
  @InstantColumn({ nullable: true }) decidedAt: Instant | null;
  @CodeColumn({ nullable: true }) decidedBy: string | null;
}
