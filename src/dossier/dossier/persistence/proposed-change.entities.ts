import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { FieldCode } from '../domain/proposed-changes/fields.js';
import { Dossier, type Origin } from './dossier.entities.js';

/** The source of a later answer. `joined`: the other of two joined requests. */
export type ChangeSource = Origin | 'joined';

/** `filled`: there was no answer yet, and this one came from the counter or a list (domain.md §4). */
export type ChangeState = 'open' | 'taken' | 'kept' | 'filled';

/**
 * Réponse à confirmer: an answer that came later than the stored one, and waits until the family or the desk takes or
 * rejects it (domain.md §3 and §4).
 */
@Entity('proposed_change')
@Index('proposed_change_open', ['dossierId', 'requestId'], { where: "state = 'open'" })
export class ProposedChange {
  @IdColumn() id: Id;
  /** The family's dossier. */
  @OwnColumn(() => Dossier) dossierId: Id;
  /** The request that the answer belongs to; null when it belongs to the whole family. */
  @RefColumn({ nullable: true }) requestId: Id | null;
  /** The dossier in which an arrival waits (Dossier.arrivedForId). */
  @RefColumn({ nullable: true }) arrivalId: Id | null;
  /**
   * For the field `request`: the child that was sent, as a request of the arrival. `requestId` names the known request
   * that it repeats; null for a new child.
   */
  @RefColumn({ nullable: true }) sentRequestId: Id | null;
  /** The join that brought the answer. Undoing the join restores what the answer replaced. */
  @RefColumn({ nullable: true }) joinId: Id | null;
  @CodeColumn() source: ChangeSource;
  /** When the answer was given. */
  @InstantColumn() at: Instant;
  @CodeColumn() field: FieldCode;
  @JsonColumn({ nullable: true }) value: unknown;
  /** The answer that was replaced when this one was taken. */
  @JsonColumn({ nullable: true }) before: unknown;
  @CodeColumn() state: ChangeState;
  @InstantColumn({ nullable: true }) decidedAt: Instant | null;
  @CodeColumn({ nullable: true }) decidedBy: string | null;
}
