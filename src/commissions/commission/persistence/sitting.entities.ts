import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant, TimeOfDay } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { ActChange, ActKind } from '../domain/decision-acts.js';
import type { DiscussionPoint, Vote, VoteCounts } from '../domain/debates.js';
import type { AttendanceStatus } from '../domain/quorum.js';
import type { ReofferContent } from '../domain/reoffer-run.js';
import type { UnmaskingReason } from '../domain/unmasking.js';
import { BodyMember, Candidacy, CommissionSession } from './commission.entities.js';

export interface NamedVote {
  readonly memberId: Id;
  readonly label: string;
  readonly vote: Vote;
}

/** A day on which a session sits: its first day, and another after each pause. */
@Entity('sitting_day')
@Index('sitting_day_once', ['sessionId', 'number'], { unique: true })
export class SittingDay {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @CountColumn() number: number;
  @InstantColumn() startsAt: Instant;
  @TextColumn() room: string;
  /** When the day was paused or closed; null while it sits or is still to come. */
  @InstantColumn({ nullable: true }) endedAt: Instant | null;
}

/** Émargement: one member on one day. The member's label is copied, because members leave and minutes stay. */
@Entity('attendance')
@Index('attendance_once', ['sittingDayId', 'memberId'], { unique: true })
export class Attendance {
  @IdColumn() id: Id;
  @OwnColumn(() => SittingDay) sittingDayId: Id;
  @OwnColumn(() => BodyMember) memberId: Id;
  @TextColumn() label: string;
  @CodeColumn() status: AttendanceStatus;
  /** The label of the member who speaks for the one who is represented. */
  @TextColumn({ nullable: true }) representedBy: string | null;
  /** When a present member came in; null for the beginning of the day. */
  @CodeColumn({ nullable: true }) arrivedAt: TimeOfDay | null;
  /** When a present member left; null for the end of the day. */
  @CodeColumn({ nullable: true }) leftAt: TimeOfDay | null;
}

/** What was decided at one press, and what stood before. It can be undone while the session is open. */
@Entity('decision_act')
@Index('decision_act_once', ['sessionId', 'version'], { unique: true })
export class DecisionAct {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  /** The version of the session to which the act led. Later acts have higher ones. */
  @CountColumn() version: number;
  @CodeColumn() kind: ActKind;
  /** The case that was decided, by its number on the agenda; null when there were several. */
  @CountColumn({ nullable: true }) number: number | null;
  /** How many cases it concerned. */
  @CountColumn() cases: number;
  @JsonColumn() changes: ActChange[];
  @InstantColumn() at: Instant;
  @RefColumn() by: Id;
  @InstantColumn({ nullable: true }) undoneAt: Instant | null;
}

/** Déport: a member who is concerned by a family of the session takes no part in its cases, and does not see them. */
@Entity('recusal')
@Index('recusal_once', ['sessionId', 'dossierId', 'memberId'], { unique: true })
export class Recusal {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @RefColumn() dossierId: Id;
  @OwnColumn(() => BodyMember) memberId: Id;
  @TextColumn() label: string;
}

/** Débat: what members discussed of one case, and how they voted, where the body notes it. */
@Entity('case_debate')
@Index('case_debate_once', ['candidacyId'], { unique: true })
export class CaseDebate {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @OwnColumn(() => Candidacy) candidacyId: Id;
  @JsonColumn() points: DiscussionPoint[];
  @JsonColumn() votes: VoteCounts;
  /** The vote of each, with the member's label on that day; null where votes are only counted. */
  @JsonColumn({ nullable: true }) named: NamedVote[] | null;
  @InstantColumn() at: Instant;
}

/** What a session said of an emergency admission. */
@Entity('session_ratification')
@Index('session_ratification_once', ['placementId'], { unique: true })
export class SessionRatification {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @CodeColumn() placementId: Id;
  @FlagColumn() ratified: boolean;
  /** The last day of a place that was not ratified. */
  @DayColumn({ nullable: true }) lastDay: Day | null;
  @InstantColumn() at: Instant;
}

/** Levée de l'anonymat: one person saw the names of one case, for a reason of the list. */
@Entity('unmasking')
export class Unmasking {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @OwnColumn(() => Candidacy) candidacyId: Id;
  @RefColumn() accountId: Id;
  /** The name of the account on that day. */
  @TextColumn() name: string;
  @CodeColumn() reason: UnmaskingReason;
  @InstantColumn() at: Instant;
}

/** Seats that came free after a session, and the cases to which they were offered: computed as a session is. */
@Entity('reoffer_run')
export class ReofferRun {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @InstantColumn() at: Instant;
  /** The version of the engine. */
  @CodeColumn() engine: string;
  @JsonColumn() content: ReofferContent;
}

/** What made seats free, and has been dealt with: no run offers them a second time. */
@Entity('reoffered_seats')
export class ReofferedSeats {
  /** An offer, a placement, a case, or what families were asked. */
  @KeyColumn() releasedId: Id;
  /** Null when nobody was waiting for these seats. */
  @OwnColumn(() => ReofferRun, { nullable: true }) runId: Id | null;
}
