import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, IdColumn, InstantColumn, TextColumn } from '../database/index.js';

/** A form that came after the session of its sender had ended. It is sealed, and kept until its sender signs in again. */
@Entity('unsent_form')
@Index('unsent_form_owner', ['owner', 'browserHash'])
export class UnsentForm {
  @IdColumn() id: Id;
  /** Whose session had ended: `staff:<account>`, `family:<dossier>`. */
  @CodeColumn() owner: string;
  /** SHA-256 of the secret in the cookie of the browser that sent it. */
  @CodeColumn() browserHash: string;
  /** What was sent, and to which address. Bound to the id, the owner and the end of this row. */
  @TextColumn() sealed: string;
  @InstantColumn() sentAt: Instant;
  @Index()
  @InstantColumn()
  keptUntil: Instant;
}
