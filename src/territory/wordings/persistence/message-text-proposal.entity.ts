import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Language } from '../../../foundation/kernel/language.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  TextColumn,
  TerritoryColumn,
} from '../../../foundation/platform/database/index.js';
import type { MessageText } from '../../../foundation/platform/outbox/index.js';

/** The texts that one person wants families to read, until a second person agrees. Gone once it is settled. */
@Entity('message_text_proposal')
@Index('message_text_proposal_one', ['territoryId', 'kind', 'language'], { unique: true })
export class MessageTextProposal {
  @IdColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  /** The code of the kind: `offer`, `receipt`… */
  @CodeColumn() kind: string;
  @CodeColumn() language: Language;
  /** The number of the version that the person saw in force; 0 for the product's own. */
  @CountColumn() seen: number;
  @InstantColumn() askedAt: Instant;
  /** Who wrote it: `staff:<account>`. */
  @CodeColumn() askedBy: string;
  /** Why, in their words. */
  @TextColumn() reason: string;
  @JsonColumn() text: MessageText;
}
