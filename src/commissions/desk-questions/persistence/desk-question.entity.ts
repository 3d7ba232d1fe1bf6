import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { QuestionSubject } from '../domain/subjects.js';

/** Question au guichet: what a director asks the desk about one request, and its answer. No session ever shows it. */
@Entity('desk_question')
@Index('desk_question_open', ['requestId'], { where: 'answered_at IS NULL' })
export class DeskQuestion {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  /** The establishment for which it was asked. */
  @RefColumn() providerId: Id;
  @CodeColumn() subject: QuestionSubject;
  /** The criterion of which a proof should be seen; null for any other subject. */
  @CodeColumn({ nullable: true }) criterion: string | null;
  @TextColumn({ nullable: true }) words: string | null;
  @CodeColumn() askedBy: string;
  @InstantColumn() askedAt: Instant;
  /** Null while nobody has answered, and where the proof that was seen is the answer. */
  @TextColumn({ nullable: true }) answer: string | null;
  @CodeColumn({ nullable: true }) answeredBy: string | null;
  @InstantColumn({ nullable: true }) answeredAt: Instant | null;
}
