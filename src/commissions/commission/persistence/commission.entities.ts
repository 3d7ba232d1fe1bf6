import { Entity, Index } from 'typeorm';
import type { PointsLine } from '../../admission/index.js';
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
  KeyColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
  TerritoryColumn,
} from '../../../foundation/platform/database/index.js';
import type { BodyRecurrence } from '../domain/body-recurrence.js';
import type { CaseExplanation } from '../domain/case-explanation.js';
import type { DebateRule } from '../domain/debates.js';
import type { DecisionKind } from '../domain/decisions.js';
import type { DeclaredAnswer } from '../domain/declared-answer.js';
import type { FollowedCalendar } from '../domain/followed-calendars.js';
import type { SectionCutOff } from '../domain/published-cut-offs.js';
import type { SectionSeats } from '../domain/section-seats.js';
import type { CancellationReason } from '../domain/cancellation.js';
import type { SessionState } from '../domain/session-lifecycle.js';
import type { SessionRules, SittingRules } from '../domain/sitting-rules.js';
import type { CandidacySnapshot } from '../domain/snapshot.js';

/** Instance: a commission that sits. */
@Entity('body')
export class Body {
  @KeyColumn() id: Id;
  @TerritoryColumn() territoryId: Id;
  @TextColumn() name: string;
  @JsonColumn() establishmentIds: Id[];
  /** Days between convocation and session. */
  @CountColumn() noticeDays: number;
  @CountColumn() offerDays: number;
  @FlagColumn() reofferAllowed: boolean;
  /** Null when the usual rules apply. */
  @JsonColumn({ nullable: true }) rules: SittingRules | null;
  /** How many members must be there for the body to decide; null when its rules ask for no quorum. */
  @CountColumn({ nullable: true }) quorum: number | null;
  /** The rooms where it sits, the most usual one first. */
  @JsonColumn({ default: '[]' }) rooms: string[];
  @FlagColumn({ default: false }) sitsInSchoolHolidays: boolean;
  /** What is noted of its debates. */
  @CodeColumn({ default: 'none' }) debates: DebateRule;
  /** When it sits each year; null when each session is planned by itself. */
  @JsonColumn({ nullable: true }) recurrence: BodyRecurrence | null;
  /** Counts the changes of its name, establishments, settings, rules and members, so that an older page is refused. */
  @CountColumn({ default: 0 }) version: number;
}

@Entity('body_member')
export class BodyMember {
  @IdColumn() id: Id;
  @OwnColumn(() => Body) bodyId: Id;
  /** The same for a person in all bodies (`rpe`, `pmi`, `director:ma-71306`…). */
  @RefColumn() personKey: string;
  @CodeColumn() role: 'chair' | 'director' | 'elected' | 'rpe' | 'pmi';
  @TextColumn() label: string;
  @CodeColumn({ nullable: true }) email: string | null;
  /** Where letters go, one line below another; null where nobody has said. */
  @TextColumn({ nullable: true }) address: string | null;
  @RefColumn({ nullable: true }) accountId: Id | null;
  /** The day from which the member no longer sits. The row stays, because minutes and attendance name it. */
  @DayColumn({ nullable: true }) leftOn: Day | null;
}

/** Séance: one dated meeting of a body. */
@Entity('commission_session')
@Index('commission_session_at', ['startsAt'])
@Index('commission_session_recurrence', ['bodyId', 'recurrenceDay'], { unique: true })
export class CommissionSession {
  @IdColumn() id: Id;
  @OwnColumn(() => Body) bodyId: Id;
  @CodeColumn() state: SessionState;
  @InstantColumn() startsAt: Instant;
  @TextColumn() room: string;
  /**
   * The date of the body's recurrence from which it was planned, wherever it has moved since. Thus no date is planned
   * twice.
   */
  @DayColumn({ nullable: true }) recurrenceDay: Day | null;
  /** Children enter from this day. */
  @DayColumn() entryFrom: Day;
  @FlagColumn() reofferAllowed: boolean;
  @RefColumn({ nullable: true }) gridId: Id | null;
  /**
   * The rules of its body and its establishments when the list was fixed. Once the session is prepared, they also hold
   * what is reserved.
   */
  @JsonColumn({ nullable: true }) rules: SessionRules | null;
  /** The cut-offs of the places that were given, published once the session is closed. */
  @JsonColumn({ nullable: true }) cutOffs: SectionCutOff[] | null;
  /** The seats that it could give and those that it left, kept when it closes; null in sessions closed before. */
  @JsonColumn({ nullable: true }) seats: SectionSeats[] | null;
  /** The members to whom no convocation could be written, because nobody has said where; null before it is called. */
  @JsonColumn({ nullable: true }) unreachedMemberIds: Id[] | null;
  @InstantColumn({ nullable: true }) placesDeclaredAt: Instant | null;
  @InstantColumn({ nullable: true }) frozenAt: Instant | null;
  /** The seed from which the numbers of its cases were drawn; null before its list is fixed, and where it was before. */
  @CodeColumn({ nullable: true }) numbersSeed: string | null;
  @InstantColumn({ nullable: true }) closedAt: Instant | null;
  /** Null unless it is cancelled; and where no reason was asked then. */
  @CodeColumn({ nullable: true }) cancelReason: CancellationReason | null;
  @CountColumn() version: number;
}

export type CandidacyState =
  | 'listed'
  | 'frozen'
  | 'admitted'
  | 'waiting'
  | 'deferred'
  | 'refused'
  | 'without_object'
  | 'withdrawn'
  | 'birth_unknown';

/** Candidature: one request before one session. */
@Entity('candidacy')
@Index('candidacy_once', ['sessionId', 'requestId'], { unique: true })
@Index('candidacy_versions', ['sessionId', 'state', 'version'])
export class Candidacy {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @RefColumn() requestId: Id;
  @RefColumn() dossierId: Id;
  @CodeColumn() state: CandidacyState;
  @CountColumn() version: number;
  /**
   * The number by which members know the case, because they see no name: drawn when the list is fixed, and before that
   * only the order in which it was listed.
   */
  @CountColumn() agendaNumber: number;
  /** What is judged, as it was at the freeze. */
  @JsonColumn({ nullable: true }) snapshot: CandidacySnapshot | null;
  @CountColumn({ nullable: true }) points: number | null;
  /** One line per criterion: code, value used, points, declared or seen. */
  @JsonColumn({ nullable: true }) lines: PointsLine[] | null;
  @CountColumn({ nullable: true }) rank: number | null;
  /** The section that is proposed at present; null when none is, or when the child keeps the place it has. */
  @RefColumn({ nullable: true }) proposedSectionId: Id | null;
  @CountColumn({ nullable: true }) proposedSlots: SlotMask | null;
  /** The first day there, where it is another one than the child's own. */
  @DayColumn({ nullable: true }) proposedFrom: Day | null;
  /** The decision of the commission, before and after closing. */
  @CodeColumn({ nullable: true }) decision: DecisionKind | null;
  @RefColumn({ nullable: true }) decidedSectionId: Id | null;
  @CountColumn({ nullable: true }) decidedSlots: SlotMask | null;
  /** The first day that was decided, where it is another one than the child's own. */
  @DayColumn({ nullable: true }) decidedFrom: Day | null;
  @CodeColumn({ nullable: true }) reason: string | null;
  @OwnColumn(() => CommissionSession, { nullable: true }) deferredToId: Id | null;
  /** Why each better wish was not granted, as explained when the session closed. */
  @JsonColumn({ nullable: true }) explanation: CaseExplanation | null;
  /** Whether the decision was the proposal at that moment. Any other decision carries a reason. */
  @FlagColumn({ nullable: true }) kept: boolean | null;
  /** When the decision was taken: the minutes say who was there then. Null for an undecided case, and in older ones. */
  @InstantColumn({ nullable: true }) decidedAt: Instant | null;
  /**
   * Whether the child is admitted to seats that another child of the session gives up once it accepts a better place.
   * These seats are offered then, and not before.
   */
  @FlagColumn({ default: false }) awaitsRelease: boolean;
  /** The ended offer, or the place given up, whose seats went to this candidacy without another meeting. */
  @RefColumn({ nullable: true }) reofferedFromId: Id | null;
}

/**
 * Déclaration de places: what the director of one establishment has confirmed before one session. Without a day, the
 * declaration is not finished.
 */
@Entity('places_declaration')
@Index('places_declaration_once', ['sessionId', 'providerId'], { unique: true })
export class PlacesDeclaration {
  @IdColumn() id: Id;
  @OwnColumn(() => CommissionSession) sessionId: Id;
  @RefColumn() providerId: Id;
  /** What was answered of each place in question. */
  @JsonColumn() answers: DeclaredAnswer[];
  @InstantColumn({ nullable: true }) declaredAt: Instant | null;
  @CodeColumn({ nullable: true }) declaredBy: string | null;
  /** Whether the coordinator declared instead of the director. */
  @FlagColumn({ default: false }) onBehalf: boolean;
}

/**
 * Abonnement: the secret address by which calendar programs follow one calendar. Revoking the address deletes the row.
 */
@Entity('calendar_feed')
@Index('calendar_feed_once', ['calendar'], { unique: true })
export class CalendarFeed {
  @IdColumn() id: Id;
  @CodeColumn() calendar: FollowedCalendar;
  @CodeColumn() secretHash: string;
  @InstantColumn() createdAt: Instant;
}
