import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Language } from '../../kernel/language.js';
import type { Instant } from '../../kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  TextColumn,
  TerritoryColumn,
} from '../database/index.js';
import type { MessageText } from './text-check.js';

/**
 * One version of the texts of a kind of message in one language, written by a person. It is never rewritten. The last
 * one is in force.
 */
@Entity('message_text')
@Index('message_text_number', ['territoryId', 'kind', 'language', 'number'], { unique: true })
export class MessageTextVersion {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  /** The code of the kind: `offer`, `receipt`… */
  @CodeColumn() kind: string;
  @CodeColumn() language: Language;
  /** 1 for the first version that a person wrote. The product's own texts have no row. */
  @CountColumn() number: number;
  @InstantColumn() at: Instant;
  /** Who wrote it: `staff:<account>`. */
  @CodeColumn() writtenBy: string;
  /** The second person, who agreed to what families read; null where one is enough, or for a version from before. */
  @CodeColumn({ nullable: true }) agreedBy: string | null;
  /** Why, in their words. */
  @TextColumn() reason: string;
  /** Null for a return to the product's own texts. */
  @JsonColumn({ nullable: true }) text: MessageText | null;
}
