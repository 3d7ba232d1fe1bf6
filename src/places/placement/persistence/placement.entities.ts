import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EmergencyReason } from '../../../dossier/dossier/index.js';
import type { AgreedKind } from '../../../foundation/kernel/care-kinds.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import type { SlotMask, WeekSchedule } from '../../../foundation/kernel/week-schedule.js';
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
} from '../../../foundation/platform/database/index.js';
import type { SaidNo } from '../domain/family-noes.js';

/**
 * Seats of one section on one half-day of one date: how many there are, how many are held (placements and open offers).
 * The CHECK is what makes a seat impossible to promise twice, whoever writes.
 */
@Entity('seat_ledger')
@Check('seat_ledger_held', '"held" >= 0 AND "beyond" >= 0 AND "held" <= "places" + "beyond"')
export class SeatLedger {
  @PrimaryColumn({ type: 'varchar', length: 80 }) sectionId: Id;
  @PrimaryColumn({ type: 'varchar', length: 10 }) day: Day;
  /** 0 morning, 1 afternoon. */
  @PrimaryColumn({ type: 'integer' }) half: number;
  /** 1 Monday to 7 Sunday. */
  @CountColumn() weekday: number;
  @CountColumn() places: number;
  @CountColumn() held: number;
  /**
   * How many of the held seats a director decided to allow beyond the places, each by a {@link CapacityDerogation}. It
   * is never more than is held beyond them, so a seat that comes free is not given again before the section is back
   * within its places.
   */
  @CountColumn({ default: 0 }) beyond: number;
}

/**
 * A child who holds a place or is offered one, whether or not its family is known. For a known family the id is that
 * of the first request made for the child. Two triggers refuse a child two places that share a half-day of a day
 * (domain.md §6), whoever writes.
 */
@Entity('placed_child')
export class PlacedChild {
  @KeyColumn() id: Id;
}

/**
 * A child who was there before its establishment used the desk, and whose family is not known: what its director wrote
 * of it. Erased some time after the child has left.
 */
@Entity('present_child')
export class PresentChild {
  /** A {@link PlacedChild}. */
  @KeyColumn() id: Id;
  @RefColumn() providerId: Id;
  @TextColumn() firstName: string;
  @TextColumn() surname: string;
  @DayColumn() birthDate: Day;
  /** First day there, as it was written. Its placement holds seats from the day of the entry at the earliest. */
  @DayColumn() since: Day;
  /** The list that it came by, and the line there; null for a child entered by hand. */
  @RefColumn({ nullable: true }) listId: Id | null;
  @CountColumn({ nullable: true }) line: number | null;
  /** Whom to call when the child cannot come; forgotten soon after it has left. */
  @TextColumn({ nullable: true }) parentName: string | null;
  @TextColumn({ nullable: true }) parentPhone: string | null;
  @CodeColumn() enteredBy: string;
  @InstantColumn() enteredAt: Instant;
}

/** A director's decision that a child is there beyond the places of its section, why, and until when. */
@Entity('capacity_derogation')
export class CapacityDerogation {
  @IdColumn() id: Id;
  /** A {@link PlacedChild}. */
  @RefColumn() childId: Id;
  @RefColumn() sectionId: Id;
  @DayColumn() from: Day;
  @DayColumn() to: Day;
  @TextColumn() reason: string;
  @CodeColumn() decidedBy: string;
  @InstantColumn() decidedAt: Instant;
}

/**
 * Accueil: a part of a child's place, in one section and with the same half-days. `requestId` null: the place was
 * already taken when the establishment joined.
 */
@Entity('placement')
@Index('placement_child', ['childId'])
export class Placement {
  @IdColumn() id: Id;
  /** A {@link PlacedChild}. */
  @CodeColumn({ default: '' }) childId: Id;
  @RefColumn() sectionId: Id;
  @RefColumn({ nullable: true }) requestId: Id | null;
  @OwnColumn(() => Offer, { nullable: true }) offerId: Id | null;
  @DayColumn() from: Day;
  /** Last day held. */
  @DayColumn() to: Day;
  /**
   * Last day of the whole path, kept on the last part of the place. The days after `to` are expected in later sections
   * and hold no seat. Null for a place without a path.
   */
  @DayColumn({ nullable: true }) pathTo: Day | null;
  @CountColumn() slots: SlotMask;
  /**
   * The owner whose reserved seats the child takes where there are any (`ownerKeyOf` of supply); null for a child to
   * whom no reservation is open.
   */
  @CodeColumn({ nullable: true }) reservedFor: string | null;
  @CodeColumn() state: 'held' | 'ended';
  @DayColumn({ nullable: true }) birthDate: Day | null;
  @FlagColumn({ default: false }) emergency: boolean;
  /** An emergency admission is submitted to the next session of the body, which ratifies or refuses it. */
  @CodeColumn({ nullable: true }) ratification: 'pending' | 'ratified' | 'refused' | null;
  @InstantColumn({ nullable: true }) ratifiedAt: Instant | null;
  /** First day of the adaptation, and of the whole time: agreed with the family, or proposed to it. */
  @DayColumn({ nullable: true }) adaptationFrom: Day | null;
  @DayColumn({ nullable: true }) startFrom: Day | null;
  @CodeColumn({ nullable: true }) datesState: 'proposed' | 'agreed' | null;
  @InstantColumn({ nullable: true }) datesAt: Instant | null;
  @InstantColumn() createdAt: Instant;
  /**
   * The parts of the place as they were before a departure, a "never came" or a cancellation. Null once that can no
   * longer be undone.
   */
  @JsonColumn({ nullable: true }) beforeEnd?: readonly EndedPart[] | null;
}

/** A part of a place before it was ended or changed, with the last days and half-days that it had. */
export interface EndedPart {
  readonly id: Id;
  readonly to: Day;
  /** Absent from what was ended before paths existed. */
  readonly pathTo?: Day | null;
  /** Absent when the half-days did not change. */
  readonly slots?: SlotMask;
}

/**
 * Accueil temporaire: half-days that a child holds in a section of another establishment while its own is closed. It
 * holds seats from its first day to its last; a place whose last day comes before its first holds none. The child's
 * {@link Placement} at home stays as it is.
 */
@Entity('temporary_place')
@Index('temporary_place_child', ['childId'])
export class TemporaryPlace {
  @IdColumn() id: Id;
  /** A {@link PlacedChild}. */
  @CodeColumn() childId: Id;
  @RefColumn() sectionId: Id;
  @CountColumn() slots: SlotMask;
  @DayColumn() from: Day;
  @DayColumn() to: Day;
}

/** `given_up`: accepted, then given up before its first day. */
export type OfferState =
  'open' | 'accepted' | 'given_up' | 'declined' | 'expired' | 'replaced' | 'revoked' | 'withdrawn';

/** Offre de place: a decision sent to a family, with a deadline. Its seats are held while it is open. */
@Entity('offer')
@Index('offer_one_open', ['requestId'], { unique: true, where: "state = 'open'" })
@Index('offer_deadline', ['state', 'effectiveDeadline'])
@Index('offer_made', ['state', 'madeAt'])
@Index('offer_answered', ['state', 'answeredAt'])
@Index('offer_child', ['childId'])
export class Offer {
  @IdColumn() id: Id;
  /** A {@link PlacedChild}. */
  @CodeColumn({ default: '' }) childId: Id;
  @RefColumn() requestId: Id;
  @RefColumn() dossierId: Id;
  @RefColumn() sectionId: Id;
  @RefColumn() providerId: Id;
  /** The candidacy that the session decided; null for an emergency, and for a director who decides alone. */
  @RefColumn({ nullable: true }) candidacyId: Id | null;
  @RefColumn({ nullable: true }) sessionId: Id | null;
  @DayColumn() from: Day;
  /** Last day held. */
  @DayColumn() to: Day;
  /** Last day of the whole path; null for a place without one. */
  @DayColumn({ nullable: true }) pathTo: Day | null;
  @CountColumn() slots: SlotMask;
  /**
   * The owner whose reserved seats the child takes where there are any (`ownerKeyOf` of supply); null for a child to
   * whom no reservation is open.
   */
  @CodeColumn({ nullable: true }) reservedFor: string | null;
  /** Whether these half-days cover the whole need. */
  @FlagColumn() coversNeed: boolean;
  @FlagColumn({ default: false }) emergency: boolean;
  /** Null unless it is an emergency; and where no reason was asked then. */
  @CodeColumn({ nullable: true }) emergencyReason: EmergencyReason | null;
  /** Whether the session allowed these seats to be offered to the next in rank without another meeting. */
  @FlagColumn() reofferAllowed: boolean;
  @CodeColumn() state: OfferState;
  @CountColumn() version: number;
  @InstantColumn() madeAt: Instant;
  @InstantColumn() deadline: Instant;
  /** When the reminder was handed over to the mail server. */
  @InstantColumn({ nullable: true }) remindedAt: Instant | null;
  /**
   * The later of the deadline and 48 hours after the reminder. Every answer and every page uses it, so that a job that
   * runs late changes no answer.
   */
  @InstantColumn() effectiveDeadline: Instant;
  @InstantColumn({ nullable: true }) answeredAt: Instant | null;
  @CodeColumn({ nullable: true }) answeredBy: string | null;
  /** The adult who gave the answer by telephone (rank in the dossier); null when the family answered by itself. */
  @CountColumn({ nullable: true }) saidBy: number | null;
  @CodeColumn({ nullable: true }) declineReason: string | null;
  /** The adults who said no while another could still say yes (family-noes.ts); null where nobody had to wait. */
  @JsonColumn({ nullable: true }) noes: readonly SaidNo[] | null;
  /** The adults (ranks) who agreed that the nursery of the accepted place reads their telephone and mail; null where nobody was asked. */
  @JsonColumn({ nullable: true }) contactOf: readonly number[] | null;
  /** The day on which the nursery called the family that accepted, as its director noted it. */
  @DayColumn({ nullable: true }) calledOn: Day | null;
}

/**
 * Who may take the places that an employer or the AVIP label reserves, as somebody said it: a family, or a child whose
 * family is not known. Who may take those of a commune is known by the residence. A row is ended, never changed.
 */
@Entity('reserve_right')
export class ReserveRight {
  @IdColumn() id: Id;
  @RefColumn({ nullable: true }) dossierId: Id | null;
  /** A {@link PlacedChild} whose family is not known. */
  @RefColumn({ nullable: true }) childId: Id | null;
  /** `ownerKeyOf` of supply. */
  @CodeColumn() owner: string;
  /** Who said so: the employer's office, the social worker, the family. */
  @TextColumn() saidBy: string;
  @CodeColumn() notedBy: string;
  @InstantColumn() notedAt: Instant;
  @CodeColumn({ nullable: true }) endedBy: string | null;
  @InstantColumn({ nullable: true }) endedAt: Instant | null;
}

export type SolutionKind = 'place' | AgreedKind | 'elsewhere';

/** One line of what answers a request. */
@Entity('solution')
export class Solution {
  @IdColumn() id: Id;
  @RefColumn() requestId: Id;
  @CodeColumn() kind: SolutionKind;
  @RefColumn({ nullable: true }) providerId: Id | null;
  /** Said by the family or the desk when the provider is not listed. */
  @TextColumn({ nullable: true }) providerLabel: string | null;
  @OwnColumn(() => Placement, { nullable: true }) placementId: Id | null;
  /** For a place, the half-days of its last part, on which the child goes on: see Solutions.onDay for those of a day. */
  @CountColumn() slots: SlotMask;
  @JsonColumn({ nullable: true }) week: WeekSchedule | null;
  @DayColumn() from: Day;
  @DayColumn({ nullable: true }) to: Day | null;
  @CodeColumn() recordedBy: string;
  @InstantColumn() recordedAt: Instant;
  @InstantColumn({ nullable: true }) endedAt: Instant | null;
}
