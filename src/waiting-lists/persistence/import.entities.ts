import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
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
} from '../../platform/database/index.js';
import type { ColumnUse, ColumnUses } from '../domain/columns.js';

/** `draft`: looked at, nothing taken; `running`: its lines are being taken by jobs. */
export type BatchState = 'draft' | 'running' | 'done';

export interface BatchColumn {
  readonly header: string;
  /** Null while nobody has said. */
  readonly use: ColumnUse | null;
}

/** One list, from the moment it is shown to what became of its lines. */
@Entity('import_batch')
export class ImportBatch {
  @IdColumn() id: Id;
  @InstantColumn() at: Instant;
  @TextColumn() fileName: string;
  @CodeColumn() encoding: string;
  @CodeColumn() separator: string;
  @CodeColumn() importedBy: string;
  /** Lines after the header. */
  @CountColumn() rows: number;
  /** The desk that may read it. */
  @RefColumn({ default: 'rpe' }) deskId: string;
  @CodeColumn({ default: 'done' }) state: BatchState;
  /** Whose list it is. */
  @RefColumn({ nullable: true }) establishmentId: Id | null;
  /** In the order of the file; null for a list taken before columns were kept. */
  @JsonColumn({ nullable: true }) columns: BatchColumn[] | null;
  /** How many lines have been dealt with. */
  @CountColumn({ default: 0 }) taken: number;
  @InstantColumn({ nullable: true }) finishedAt: Instant | null;
}

/**
 * `mended`: written anew by a person, as the row that says so in `mendsId`; `set_aside`: a person said why it is no
 * request.
 */
export type ImportOutcome =
  'created' | 'incomplete' | 'joined' | 'same_dossier' | 'repeated' | 'blank' | 'unreadable' | 'mended' | 'set_aside';

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
  /** The row this one says better: both are kept. */
  @OwnColumn(() => ImportRow, { nullable: true }) mendsId: Id | null;
  @CodeColumn({ nullable: true }) setAside: string | null;
}

/** A line of a batch that says what a row taken before says: nothing was added. */
@Entity('import_known_line')
export class KnownLine {
  @IdColumn() id: Id;
  @OwnColumn(() => ImportBatch) batchId: Id;
  @CountColumn() line: number;
  @OwnColumn(() => ImportRow) rowId: Id;
}

/** What a desk said of the columns of a list: asked once for each set of headers. */
@Entity('column_memory')
export class ColumnMemory {
  /** Hash of the desk and of the headers, whatever their order. */
  @KeyColumn() signature: string;
  @RefColumn() deskId: string;
  @JsonColumn() uses: ColumnUses;
  @CodeColumn() saidBy: string;
  @InstantColumn() at: Instant;
}
