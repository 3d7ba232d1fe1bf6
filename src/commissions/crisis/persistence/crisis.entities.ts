import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../foundation/kernel/week-schedule.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { ClosureReason } from '../domain/closure.js';
import type { TemporaryOfferState } from '../domain/temporary-offer.js';

/** Fermeture soudaine: sections of an establishment that receive nobody for a time that nobody had planned. */
@Entity('sudden_closure')
export class SuddenClosure {
  @IdColumn() id: Id;
  @RefColumn() providerId: Id;
  /** Whether the whole establishment closes. */
  @FlagColumn() whole: boolean;
  @JsonColumn() sectionIds: readonly Id[];
  /** First day without children. */
  @DayColumn() from: Day;
  /** The day on which children come back; null while nobody knows it. */
  @DayColumn({ nullable: true }) returnOn: Day | null;
  @CodeColumn() reason: ClosureReason;
  /** `draft`: nobody has been told yet. */
  @CodeColumn() state: 'draft' | 'told' | 'cancelled';
  /** How long families have to answer a temporary place. */
  @CountColumn() answerHours: number;
  /** The seed of the draw that puts the families in order. It was drawn before anybody could know what it gives. */
  @CodeColumn() seed: string;
  @CountColumn() version: number;
  @InstantColumn() declaredAt: Instant;
  @CodeColumn() declaredBy: string;
}

/** A family that was told of a closure, and of which of its children. */
@Entity('closure_family')
@Index('closure_family_once', ['closureId', 'dossierId'], { unique: true })
export class ClosureFamily {
  @IdColumn() id: Id;
  @OwnColumn(() => SuddenClosure) closureId: Id;
  @RefColumn() dossierId: Id;
  @JsonColumn() requestIds: readonly Id[];
  @InstantColumn() toldAt: Instant;
}

/** An establishment that was asked to lend seats during a closure, and what its director answered. */
@Entity('closure_neighbour')
@Index('closure_neighbour_once', ['closureId', 'providerId'], { unique: true })
export class ClosureNeighbour {
  @IdColumn() id: Id;
  @OwnColumn(() => SuddenClosure) closureId: Id;
  @RefColumn() providerId: Id;
  @CodeColumn() state: 'asked' | 'lent' | 'refused';
  /** How many seats each section lends at once. */
  @JsonColumn() seats: Readonly<Record<Id, number>>;
  @InstantColumn() askedAt: Instant;
  @InstantColumn({ nullable: true }) answeredAt: Instant | null;
  @CodeColumn({ nullable: true }) answeredBy: string | null;
}

/** Proposition d'accueil temporaire: where one child could go during a closure, and what its family answered. */
@Entity('temporary_offer')
@Index('temporary_offer_once', ['closureId', 'childId'], { unique: true })
export class TemporaryOffer {
  @IdColumn() id: Id;
  @OwnColumn(() => SuddenClosure) closureId: Id;
  @RefColumn() childId: Id;
  /** The part of its place at home; null for a child without a family known here. */
  @RefColumn() placementId: Id;
  @RefColumn({ nullable: true }) requestId: Id | null;
  @RefColumn({ nullable: true }) dossierId: Id | null;
  @RefColumn() sectionId: Id;
  @CountColumn() slots: SlotMask;
  @CodeColumn() state: TemporaryOfferState;
  /** Who chose this section instead of the engine; null for the engine's own. */
  @CodeColumn({ nullable: true }) changedBy: string | null;
  /** The seats that it holds (`temporary_place`); null before it was sent. */
  @RefColumn({ nullable: true }) placeId: Id | null;
  @InstantColumn({ nullable: true }) deadline: Instant | null;
  @InstantColumn({ nullable: true }) remindedAt: Instant | null;
  @InstantColumn({ nullable: true }) answeredAt: Instant | null;
  @CodeColumn({ nullable: true }) answeredBy: string | null;
}

/** What the engine computed for a closure, with all that it was computed from. Never changed, never a decision. */
@Entity('closure_proposal')
export class ClosureProposal {
  @IdColumn() id: Id;
  @OwnColumn(() => SuddenClosure) closureId: Id;
  @InstantColumn() computedAt: Instant;
  @CodeColumn() computedBy: string;
  @CodeColumn() engine: string;
  /** Whether the fairness check found nothing that anybody could hold against it. */
  @FlagColumn() fair: boolean;
  @CountColumn() claims: number;
  /** The instance of the engine (docs/engine.md). */
  @JsonColumn() instance: unknown;
  /** By child, the place that was computed. */
  @JsonColumn() places: unknown;
}
