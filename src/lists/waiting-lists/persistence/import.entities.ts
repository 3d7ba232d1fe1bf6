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
import type { ColumnUse, ColumnUses } from '../domain/columns.js';
import type { SheetChoice } from '../domain/sheet-choice.js';

/** `draft`: the list was looked at, and nothing was imported. `running`: jobs are importing its lines. */
export type BatchState = 'draft' | 'running' | 'done';

export interface BatchColumn {
  readonly header: string;
  /** Null while nobody has said what the column holds. */
  readonly use: ColumnUse | null;
}

/** One list, from its upload to the outcome of each of its lines. */
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
  /** The establishment whose list it is. */
  @RefColumn({ nullable: true }) establishmentId: Id | null;
  /** In the order of the file; null for a list taken before columns were kept. */
  @JsonColumn({ nullable: true }) columns: BatchColumn[] | null;
  /** How many lines have been dealt with. */
  @CountColumn({ default: 0 }) taken: number;
  @InstantColumn({ nullable: true }) finishedAt: Instant | null;
  /** Lines of families that no longer wait, as the list says, which a person took all the same. */
  @JsonColumn({ nullable: true }) takenAnyway: number[] | null;
  /** Which sheet is read; null for a file of text. */
  @JsonColumn({ nullable: true }) workbook: SheetChoice | null;
}

/**
 * `withdrawn`: the list says that the family no longer waits. `mended`: a person has rewritten the row, as the row whose
 * `mendsId` names it. `set_aside`: a person has said why the row is not a request.
 */
export type ImportOutcome =
  | 'created'
  | 'incomplete'
  | 'joined'
  | 'same_dossier'
  | 'repeated'
  | 'blank'
  | 'unreadable'
  | 'withdrawn'
  | 'mended'
  | 'set_aside';

/** One line of a list as it was, without what it said of health, with its outcome. No line is ever dropped. */
@Entity('import_row')
export class ImportRow {
  @IdColumn() id: Id;
  @RefColumn() batchId: Id;
  @CountColumn() line: number;
  @TextColumn() raw: string;
  /**
   * A hash of what the row says, and of how many times its list has said it before. Importing a list again thus adds
   * nothing.
   */
  @Index({ unique: true })
  @CodeColumn()
  fingerprint: string;
  @CodeColumn() outcome: ImportOutcome;
  @JsonColumn() problems: { field: string; value: string; reason: string }[];
  @RefColumn({ nullable: true }) requestId: Id | null;
  /** The row that this one corrects. Both are kept. */
  @OwnColumn(() => ImportRow, { nullable: true }) mendsId: Id | null;
  @CodeColumn({ nullable: true }) setAside: string | null;
}

/** A line that says the same as a row imported earlier. Nothing was added for it. */
@Entity('import_known_line')
export class KnownLine {
  @IdColumn() id: Id;
  @OwnColumn(() => ImportBatch) batchId: Id;
  @CountColumn() line: number;
  @OwnColumn(() => ImportRow) rowId: Id;
}

/** What a desk has said about the columns of a list. It is asked once for each set of headers. */
@Entity('column_memory')
export class ColumnMemory {
  /** A hash of the desk and of the headers in any order. */
  @KeyColumn() signature: string;
  @RefColumn() deskId: string;
  @JsonColumn() uses: ColumnUses;
  @CodeColumn() saidBy: string;
  @InstantColumn() at: Instant;
}
