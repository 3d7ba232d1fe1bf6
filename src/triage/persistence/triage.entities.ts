import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/index.js';

/** Sollicitation: a contact that may or may not become a dossier. */
@Entity('enquiry')
@Index('enquiry_at', ['at'])
export class Enquiry {
  @IdColumn() id: Id;
  @InstantColumn() at: Instant;
  @CodeColumn() channel: 'phone' | 'visit' | 'mail' | 'web' | 'list';
  @RefColumn() deskId: string;
  @RefColumn({ nullable: true }) communeCode: string | null;
  @CodeColumn() subject: string;
  @TextColumn({ nullable: true }) note: string | null;
  @RefColumn({ nullable: true }) dossierId: Id | null;
  @RefColumn({ nullable: true }) requestId: Id | null;
  @CodeColumn() loggedBy: string;
}

/** What was done about a family that has not answered. The row is deleted as soon as the family answers. */
@Entity('follow_up')
export class FollowUp {
  @KeyColumn() requestId: Id;
  /** What the family was asked. */
  @CodeColumn() asked: 'confirm' | 'complete';
  @CountColumn() reminders: number;
  @InstantColumn() since: Instant;
}
