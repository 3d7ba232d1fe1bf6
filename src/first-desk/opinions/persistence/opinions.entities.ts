import { Entity, Index } from 'typeorm';
import type { Expert, OpinionReason } from '../../../commissions/admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { DeclineReason, ExpertRole, HeldFor, Outcome } from '../domain/asked-opinion.js';

/** A person outside the desk who is asked for an opinion on one criterion of one request. */
@Entity('asked_opinion')
@Index('asked_opinion_unseen', ['until'], { where: 'seen_at IS NULL' })
export class AskedOpinion {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @CodeColumn() criterion: string;
  /** The version of the grid of which the person reads the criterion. */
  @RefColumn() gridId: Id;
  /** The range of points of that version; null where it leaves no choice. */
  @CountColumn({ nullable: true }) least: number | null;
  @CountColumn({ nullable: true }) most: number | null;
  @TextColumn() name: string;
  @CodeColumn() role: ExpertRole;
  /** As whose word the grid counts it. */
  @CodeColumn() expert: Expert;
  /** Emptied some days after the end (domain/asked-opinion.ts). */
  @TextColumn({ nullable: true }) email: string | null;
  @TextColumn({ nullable: true }) mobile: string | null;
  /** What the desk adds for the person. */
  @TextColumn({ nullable: true }) note: string | null;
  /** The rank of the adult of the family who agreed, and the day. */
  @CountColumn() agreedBy: number;
  @DayColumn() agreedOn: Day;
  @CodeColumn() askedBy: string;
  @InstantColumn() askedAt: Instant;
  /** The last day on which the link opens. */
  @DayColumn() until: Day;
  @CodeColumn({ nullable: true }) outcome: Outcome | null;
  @InstantColumn({ nullable: true }) endedAt: Instant | null;
  @CountColumn({ nullable: true }) points: number | null;
  @CodeColumn({ nullable: true }) reason: OpinionReason | null;
  @TextColumn({ nullable: true }) words: string | null;
  @CodeColumn({ nullable: true }) declined: DeclineReason | null;
  /** Why an answer does not count; null once it does. */
  @CodeColumn({ nullable: true }) held: HeldFor | null;
  /** When somebody of the desk has seen how it ended. */
  @InstantColumn({ nullable: true }) seenAt: Instant | null;
  @CodeColumn({ nullable: true }) seenBy: string | null;
  /** The code that opens the page, as a signature that only this installation can make, and until when. */
  @CodeColumn({ nullable: true }) codeMark: string | null;
  @InstantColumn({ nullable: true }) codeUntil: Instant | null;
}

/** A link to one question. Each hand-over of its message makes one. */
@Entity('asked_opinion_link')
export class AskedOpinionLink {
  @IdColumn() id: Id;
  @OwnColumn(() => AskedOpinion) opinionId: Id;
  @Index({ unique: true })
  @CodeColumn()
  secretHash: string;
  @InstantColumn() createdAt: Instant;
}
