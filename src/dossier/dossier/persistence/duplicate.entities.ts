import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { WishForm } from '../domain/dossier-form.js';
import type { NextAct } from '../domain/next-act.js';
import type { RequestState } from '../domain/request-states.js';
import { ChildRequest } from './dossier.entities.js';

/** A key that a later request of the same child would share with this one (domain/duplicates blockingKeys). */
@Entity('duplicate_key')
@Index('duplicate_key_value', ['value', 'requestId'])
// The index for beginnings of names. On PostgreSQL it needs text_pattern_ops, which TypeORM cannot express.
@Index('duplicate_key_beginning', { synchronize: false })
export class DuplicateKey {
  @IdColumn() id: Id;
  @OwnColumn(() => ChildRequest) requestId: Id;
  @TextColumn() value: string;
}

/**
 * Two requests that may be about one child, for a person to judge. The reasons are not stored: they are computed at
 * each reading from the present answers of both.
 */
@Entity('possible_duplicate')
@Index('possible_duplicate_pair', ['firstId', 'secondId'], { unique: true })
@Index('possible_duplicate_likeliest', ['state', 'level', 'score', 'id'])
export class PossibleDuplicate {
  @IdColumn() id: Id;
  /** The older request. */
  @OwnColumn(() => ChildRequest) firstId: Id;
  @OwnColumn(() => ChildRequest) secondId: Id;
  @CountColumn() score: number;
  @CodeColumn({ default: 'possible' }) level: 'probable' | 'possible';
  @CodeColumn() state: 'open' | 'joined' | 'set_aside';
  /** The desk that has said that both are one child, while the desk of the other request has not answered yet. */
  @RefColumn({ nullable: true }) claimedByDesk: string | null;
}

export type JudgementAct = 'claimed' | 'joined' | 'undone' | 'set_aside' | 'reopened';

/** What was decided about a pair, by whom, when and why. Their ids are in order of time. */
@Entity('duplicate_judgement')
export class DuplicateJudgement {
  @IdColumn() id: Id;
  @OwnColumn(() => PossibleDuplicate) pairId: Id;
  @InstantColumn() at: Instant;
  @CodeColumn() actor: string;
  /** The desk that decided. */
  @RefColumn({ nullable: true }) deskId: string | null;
  @CodeColumn() act: JudgementAct;
  /** A code of ASIDE_REASONS. */
  @CodeColumn({ nullable: true }) reason: string | null;
}

/** The two requests as they were before a join. Undoing the join restores this. */
export interface BeforeJoin {
  /** Null when the join moved no date: the other one is proposed. Before, the earlier date counted at once. */
  readonly keptSubmittedAt: Instant | null;
  /** The wishes that the kept request received from the other. */
  readonly addedWishes: readonly WishForm[];
  /** Links of the family that open the dossier of the kept request since the join. */
  readonly links: readonly Id[];
  /** The request that was joined; null when it was joined on arrival and never existed by itself. */
  readonly joined: {
    readonly state: RequestState;
    readonly dossierId: Id;
    readonly deskId: string;
    readonly submittedAt: Instant;
    readonly act: NextAct | null;
  } | null;
  /** The child of a sealed form, when it was joined on arrival. */
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
  /** Null when the second was joined on arrival and never existed as a request. */
  @RefColumn({ nullable: true }) joinedId: Id | null;
  @RefColumn({ nullable: true }) pairId: Id | null;
  @InstantColumn() at: Instant;
  @CodeColumn() actor: string;
  @JsonColumn() before: BeforeJoin;
  @InstantColumn({ nullable: true }) undoneAt: Instant | null;
}
