import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/index.js';
import type { WishForm } from '../domain/dossier-form.js';
import type { NextAct } from '../domain/next-act.js';
import type { RequestState } from '../domain/request-lifecycle.js';
import { ChildRequest } from './dossier.entities.js';

/** What a later request of the same child would share with this one (domain/duplicates blockingKeys). */
@Entity('duplicate_key')
@Index('duplicate_key_value', ['value', 'requestId'])
// Beginnings of names on PostgreSQL (text_pattern_ops, which TypeORM cannot say).
@Index('duplicate_key_beginning', { synchronize: false })
export class DuplicateKey {
  @IdColumn() id: Id;
  @OwnColumn(() => ChildRequest) requestId: Id;
  @TextColumn() value: string;
}

/**
 * Two requests that may be one child's: a person judges. Why is said anew at each reading, from what both say by then.
 */
@Entity('possible_duplicate')
@Index('possible_duplicate_pair', ['firstId', 'secondId'], { unique: true })
@Index('possible_duplicate_likeliest', ['state', 'score', 'id'])
export class PossibleDuplicate {
  @IdColumn() id: Id;
  /** The older request. */
  @OwnColumn(() => ChildRequest) firstId: Id;
  @OwnColumn(() => ChildRequest) secondId: Id;
  @CountColumn() score: number;
  @CodeColumn({ default: 'possible' }) level: 'probable' | 'possible';
  @CodeColumn() state: 'open' | 'joined' | 'set_aside';
  /** The desk that says that they are one child, while the other side's desk has not said so. */
  @RefColumn({ nullable: true }) claimedByDesk: string | null;
}

export type JudgementAct = 'claimed' | 'joined' | 'undone' | 'set_aside' | 'reopened';

/** What was decided of a pair, by whom, when and why; oldest first by id. */
@Entity('duplicate_judgement')
export class DuplicateJudgement {
  @IdColumn() id: Id;
  @OwnColumn(() => PossibleDuplicate) pairId: Id;
  @InstantColumn() at: Instant;
  @CodeColumn() actor: string;
  /** The desk that spoke. */
  @RefColumn({ nullable: true }) deskId: string | null;
  @CodeColumn() act: JudgementAct;
  /** A code of ASIDE_REASONS. */
  @CodeColumn({ nullable: true }) reason: string | null;
}

/** How the two requests stood before a join: what undoing it gives back. */
export interface BeforeJoin {
  readonly keptSubmittedAt: Instant;
  /** The wishes that the kept request has from the other. */
  readonly addedWishes: readonly WishForm[];
  /** Links of the family that open the kept request's dossier since. */
  readonly links: readonly Id[];
  /** The request that was joined; null when it never became one of its own (joined on arrival). */
  readonly joined: {
    readonly state: RequestState;
    readonly dossierId: Id;
    readonly deskId: string;
    readonly submittedAt: Instant;
    readonly act: NextAct | null;
  } | null;
  /** The child of a sealed form that was joined on arrival. */
  readonly arrival?: {
    readonly sealedFormId: Id;
    readonly child: number;
    readonly submittedAt: Instant;
    readonly deskNote: string | null;
  };
}

/** What a join changed, so that it can be undone. */
@Entity('request_join')
export class RequestJoin {
  @IdColumn() id: Id;
  @OwnColumn(() => ChildRequest) keptId: Id;
  /** Null when the second never became a request of its own (joined on arrival). */
  @RefColumn({ nullable: true }) joinedId: Id | null;
  @RefColumn({ nullable: true }) pairId: Id | null;
  @InstantColumn() at: Instant;
  @CodeColumn() actor: string;
  @JsonColumn() before: BeforeJoin;
  @InstantColumn({ nullable: true }) undoneAt: Instant | null;
}
