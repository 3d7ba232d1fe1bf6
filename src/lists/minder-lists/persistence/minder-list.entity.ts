import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { SheetChoice } from '../../waiting-lists/index.js';

/** The childminders who were entered, by the number of their line. */
export type EnteredLines = Readonly<Record<number, Id>>;

/** A list of childminders as its desk sent it. The file itself is kept sealed. */
@Entity('minder_list')
export class MinderList {
  @IdColumn() id: Id;
  @InstantColumn() at: Instant;
  @TextColumn() fileName: string;
  @CodeColumn() sentBy: string;
  /** Lines after the header. */
  @CountColumn() rows: number;
  /** `undone`: every childminder who came by it was taken back. */
  @CodeColumn() state: 'draft' | 'taken' | 'undone';
  @JsonColumn() entered: EnteredLines;
  /** Lines that a person wrote anew, by their number. Erased with the file. */
  @JsonColumn({ nullable: true }) mended: Readonly<Record<number, readonly string[]>> | null;
  /** Which sheet is read; null for a file of text. */
  @JsonColumn({ nullable: true }) workbook: SheetChoice | null;
}
