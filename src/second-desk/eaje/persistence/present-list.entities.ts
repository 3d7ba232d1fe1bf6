import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { SheetChoice } from '../../../lists/waiting-lists/index.js';

/** What a person said that a column holds, by the number of the column. */
export type SaidColumns = Readonly<Record<number, string>>;
/** The cells of lines that a person wrote anew, by the number of the line. */
export type MendedLines = Readonly<Record<number, readonly string[]>>;

/** A list of children who are there already, as its director sent it. The file itself is kept sealed. */
@Entity('present_list')
export class PresentList {
  @IdColumn() id: Id;
  @RefColumn() providerId: Id;
  @InstantColumn() at: Instant;
  @TextColumn() fileName: string;
  @CodeColumn() sentBy: string;
  /** Lines after the header. */
  @CountColumn() rows: number;
  /** `undone`: every child that came by it was taken back. */
  @CodeColumn() state: 'draft' | 'taken' | 'undone';
  @JsonColumn() columns: SaidColumns;
  @JsonColumn() mended: MendedLines;
  /** Counts what is written of it, so that of two people at once one wins. */
  @CountColumn() version: number;
  /** When children of it were last entered. */
  @InstantColumn({ nullable: true }) takenAt: Instant | null;
  /** Which sheet is read; null for a file of text. */
  @JsonColumn({ nullable: true }) workbook: SheetChoice | null;
}
