import { Entity } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';

/** What an agent wrote to a family about one of its requests. */
@Entity('desk_words')
export class WrittenWords {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @TextColumn() text: string;
  @CodeColumn() writtenBy: string;
  @InstantColumn() writtenAt: Instant;
}
