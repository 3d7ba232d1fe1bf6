import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { AnswerMeans, EnquiryChannel } from '../domain/enquiry-words.js';

/** Sollicitation: a contact that may or may not become a dossier. */
@Entity('enquiry')
@Index('enquiry_at', ['at'])
@Index('enquiry_call_back', ['callBackOn'], { where: 'call_back_on IS NOT NULL' })
export class Enquiry {
  @IdColumn() id: Id;
  @InstantColumn() at: Instant;
  @CodeColumn() channel: EnquiryChannel;
  @RefColumn() deskId: string;
  @RefColumn({ nullable: true }) communeCode: string | null;
  @CodeColumn() subject: string;
  @TextColumn({ nullable: true }) note: string | null;
  /** How long it took; null where nobody said. */
  @CountColumn({ nullable: true }) minutes: number | null;
  /** The family that it is about, until the family is forgotten. */
  @RefColumn({ nullable: true }) dossierId: Id | null;
  @RefColumn({ nullable: true }) requestId: Id | null;
  @CodeColumn() loggedBy: string;
  /** When it came in with a list or a file that names an earlier day; null for a contact noted at once. */
  @InstantColumn({ nullable: true }) recordedAt: Instant | null;
  /** Tells a line of a file from every other, so that it counts once; null for a contact that an agent noted. */
  @Index('enquiry_reference', { unique: true })
  @CodeColumn({ nullable: true })
  reference: string | null;
  /** The name that the person left; null where nobody left one, and once its time is over. */
  @TextColumn({ nullable: true }) who: string | null;
  @CodeColumn({ nullable: true }) phone: string | null;
  /** The day on which the desk calls back; null where nobody waits for a call. */
  @DayColumn({ nullable: true }) callBackOn: Day | null;
  /** The agent who said last that the desk calls back, or that it did. */
  @CodeColumn({ nullable: true }) callBackBy: string | null;
  @InstantColumn({ nullable: true }) calledBackAt: Instant | null;
  /** Whether the person still waits for an answer. Of contacts that came with a list or a file nobody said it. */
  @FlagColumn({ default: false }) awaitsAnswer: boolean;
  @CodeColumn({ nullable: true }) answerMeans: AnswerMeans | null;
  /** What was answered; null where nobody wrote it down, and once its time is over. */
  @TextColumn({ nullable: true }) answer: string | null;
  @DayColumn({ nullable: true }) answeredOn: Day | null;
  @CodeColumn({ nullable: true }) answeredBy: string | null;
  @CountColumn({ default: 1 }) version: number;
  /** The point d'accueil that noted it and calls back; null for a desk's own. */
  @RefColumn({ nullable: true }) pointId: Id | null;
}

/** What was done about a family that has not answered. The row is deleted as soon as the family answers. */
@Entity('follow_up')
export class FollowUp {
  @KeyColumn() requestId: Id;
  /** What the family was asked. */
  @CodeColumn() asked: 'confirm' | 'complete';
  @CountColumn() reminders: number;
  @InstantColumn() since: Instant;
}

/** The first contact of families that came with lists: so many on each day, from a day on (domain.md §4). */
@Entity('contact_campaign')
export class ContactCampaign {
  @IdColumn() id: Id;
  @RefColumn() deskId: string;
  @InstantColumn() startedAt: Instant;
  @CodeColumn() startedBy: string;
  @CountColumn() perDay: number;
  /** How many families it was started for. */
  @CountColumn() families: number;
  @DayColumn() from: Day;
  @DayColumn() lastDay: Day;
  @InstantColumn({ nullable: true }) stoppedAt: Instant | null;
  @CodeColumn({ nullable: true }) stoppedBy: string | null;
}

/** The turn of one family in a campaign. Stopping the campaign deletes the turns that have not come. */
@Entity('first_contact')
export class FirstContact {
  @KeyColumn() dossierId: Id;
  @OwnColumn(() => ContactCampaign) campaignId: Id;
  @DayColumn() plannedOn: Day;
  @CodeColumn() state: 'planned' | 'written' | 'skipped';
  @InstantColumn({ nullable: true }) at: Instant | null;
}
