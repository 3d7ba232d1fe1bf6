import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, CountColumn, IdColumn, InstantColumn, JsonColumn, KeyColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

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

@Entity('import_batch')
export class ImportBatch {
  @IdColumn() id: Id;
  @InstantColumn() at: Instant;
  @TextColumn() fileName: string;
  @CodeColumn() encoding: string;
  @CodeColumn() separator: string;
  @CodeColumn() importedBy: string;
  @CountColumn() rows: number;
}

export type ImportOutcome = 'created' | 'incomplete' | 'joined' | 'same_dossier' | 'repeated' | 'blank' | 'unreadable';

/** One line of a list as it was, and what became of it: nothing is dropped. */
@Entity('import_row')
export class ImportRow {
  @IdColumn() id: Id;
  @RefColumn() batchId: Id;
  @CountColumn() line: number;
  @TextColumn() raw: string;
  /** Hash of what the row says and of which time its list says it: importing a list again adds nothing. */
  @Index({ unique: true })
  @CodeColumn()
  fingerprint: string;
  @CodeColumn() outcome: ImportOutcome;
  @JsonColumn() problems: { field: string; value: string; reason: string }[];
  @RefColumn({ nullable: true }) requestId: Id | null;
}

/** What was done about a family that was expected to answer; gone as soon as it says something. */
@Entity('follow_up')
export class FollowUp {
  @KeyColumn() requestId: Id;
  /** What it is asked for. */
  @CodeColumn() asked: 'confirm' | 'complete';
  @CountColumn() reminders: number;
  @InstantColumn() since: Instant;
}
