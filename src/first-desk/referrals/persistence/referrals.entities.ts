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
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { AgreedBy, CallLanguage, CallTime, Outcome, PartnerKind, Topic } from '../domain/referral.js';

/** A service outside the desk that sends families to it, by a link and a code. */
@Entity('referral_partner')
export class ReferralPartner {
  @IdColumn() id: Id;
  /** The desk that it asks when it has a question. Its families go to the desk of their commune. */
  @RefColumn() deskId: string;
  @CodeColumn() kind: PartnerKind;
  /** The name of the service, kept for the figures after its link was taken back. */
  @TextColumn() name: string;
  /** Who answers there, and how it is reached; empty once the link was taken back. */
  @TextColumn({ nullable: true }) person: string | null;
  @TextColumn({ nullable: true }) email: string | null;
  @TextColumn({ nullable: true }) mobile: string | null;
  @CodeColumn() givenBy: string;
  @InstantColumn() givenAt: Instant;
  @InstantColumn({ nullable: true }) endedAt: Instant | null;
  /** The code that opens the page, as a signature that only this installation can make, and until when. */
  @CodeColumn({ nullable: true }) codeMark: string | null;
  @InstantColumn({ nullable: true }) codeUntil: Instant | null;
}

/** A link to the page of a partner. Each hand-over of its message makes one. */
@Entity('referral_partner_link')
export class ReferralPartnerLink {
  @IdColumn() id: Id;
  @OwnColumn(() => ReferralPartner) partnerId: Id;
  @Index({ unique: true })
  @CodeColumn()
  secretHash: string;
  @InstantColumn() createdAt: Instant;
}

/** Orientation: a family that a service sent to a desk, which calls it. */
@Entity('referral')
@Index('referral_open_contact', ['deskId', 'contactKey'], {
  unique: true,
  where: 'outcome IS NULL AND same_as_id IS NULL',
})
@Index('referral_due', ['dueOn'], { where: 'due_on IS NOT NULL' })
@Index('referral_received', ['receivedAt'])
export class Referral {
  @IdColumn() id: Id;
  /** Null for what a desk noted of a telephone call. */
  @OwnColumn(() => ReferralPartner, { nullable: true }) partnerId: Id | null;
  @CodeColumn() kind: PartnerKind;
  /** The name of the service that rang, until it is forgotten; null where a partner sent it, which has one. */
  @TextColumn({ nullable: true }) service: string | null;
  @RefColumn() deskId: string;
  @CodeColumn({ nullable: true }) communeCode: string | null;
  @InstantColumn() receivedAt: Instant;
  @CodeColumn() receivedBy: string;
  /** Name and contact, until they are forgotten (domain/referral.ts). */
  @TextColumn({ nullable: true }) firstName: string | null;
  @TextColumn({ nullable: true }) surname: string | null;
  @CodeColumn({ nullable: true }) phone: string | null;
  @TextColumn({ nullable: true }) email: string | null;
  /** Hash of what is the same for every referral of one family; null once it is forgotten. */
  @CodeColumn({ nullable: true }) contactKey: string | null;
  @CodeColumn() callTime: CallTime;
  @CodeColumn() topic: Topic;
  /** The language in which it is called; null for French. */
  @CodeColumn({ nullable: true }) language: CallLanguage | null;
  @DayColumn() agreedOn: Day;
  @CodeColumn() agreedBy: AgreedBy;
  /** Whether the family agreed that the service learns that it was reached. */
  @FlagColumn() tellsBack: boolean;
  /** The referral of the same family, sent before by another service, with which this one ends. */
  @RefColumn({ nullable: true }) sameAsId: Id | null;
  /** The day by which the desk calls; null once it has ended. */
  @DayColumn({ nullable: true }) dueOn: Day | null;
  @CountColumn({ default: 0 }) tries: number;
  @InstantColumn({ nullable: true }) triedAt: Instant | null;
  @CodeColumn({ nullable: true }) outcome: Outcome | null;
  @InstantColumn({ nullable: true }) endedAt: Instant | null;
  @CodeColumn({ nullable: true }) endedBy: string | null;
  /** The dossier that an agent began from it, until it is sent. */
  @RefColumn({ nullable: true }) draftId: Id | null;
  /** The request that it led to, until the family is forgotten. */
  @RefColumn({ nullable: true }) requestId: Id | null;
  @InstantColumn({ nullable: true }) forgottenAt: Instant | null;
  @CountColumn({ default: 1 }) version: number;
}
