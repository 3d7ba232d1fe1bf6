import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Language } from '../../kernel/language.js';
import type { Instant } from '../../kernel/time.js';
import type { Reference } from '../../kernel/reference.js';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../database/index.js';

export const MESSAGE_CHANNELS = ['email', 'sms', 'letter', 'phone'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/**
 * `waiting` for the server; `to_do`: a letter to print, a call to make; `printed`, in a batch; `handed_over` to whoever
 * carries it, or said; `kept` here, because nobody carries it (the demo), nobody is left to write to or what it asks is
 * over; `failed`: it reached nobody.
 */
export type MessageState = 'waiting' | 'to_do' | 'printed' | 'handed_over' | 'kept' | 'failed';

/**
 * `refused` at hand-over, for good; `gave_up`: nobody took it for two days; `bounced`, once handed over; `returned`:
 * the letter came back.
 */
export type MessageFailure = 'refused' | 'gave_up' | 'bounced' | 'returned';

/**
 * One message to one person, kept as it was written. The same words sent again, or by another channel, are another
 * message.
 */
@Entity('message')
@Index('message_created', ['createdAt'])
// What the figures count (outbox-figures.ts).
@Index('message_waiting', ['state'], { where: "state = 'waiting'" })
@Index('message_failed', ['failedAt'], { where: "state = 'failed'" })
// What a person has to print or to say, desk by desk.
@Index('message_to_do', ['deskId', 'channel'], { where: "state = 'to_do'" })
export class Message {
  /** Also its Message-ID, and its idempotency key: a repeated delivery is recognised. */
  @IdColumn() id: Id;
  /** `receipt`, `resume-link`, `offer`, `offer-reminder`… */
  @CodeColumn() kind: string;
  @RefColumn({ nullable: true }) dossierId: Id | null;
  /** The desk that answers for it; null for what is not written to a family. */
  @RefColumn({ nullable: true }) deskId: string | null;
  @CodeColumn() channel: MessageChannel;
  /** An address, a number, or the lines of an envelope. */
  @TextColumn() recipient: string;
  @CodeColumn({ default: 'fr' }) language: Language;
  @TextColumn() subject: string;
  @TextColumn() body: string;
  /** The same in a text message's length; null for what is never sent as one. */
  @TextColumn({ nullable: true }) shortText: string | null;
  /** What goes with a mail, made when it is handed over (`session-agenda:<id>`): the message holds no file. */
  @CodeColumn({ nullable: true }) attachment: Reference | null;
  /**
   * What the link in the words opens (`dossier:<id>`): the words hold SECRET_MARK, and each hand-over makes a secret of
   * its own.
   */
  @CodeColumn({ nullable: true }) opens: Reference | null;
  @CodeColumn() state: MessageState;
  @InstantColumn() createdAt: Instant;
  @InstantColumn({ nullable: true }) handedOverAt: Instant | null;
  @CodeColumn({ nullable: true }) failure: MessageFailure | null;
  /** What the other side said, as a number (`550 5.1.1`, `422`): its words may hold an address. */
  @CodeColumn({ nullable: true }) failureCode: string | null;
  @InstantColumn({ nullable: true }) failedAt: Instant | null;
  /** The letters it was printed with. */
  @RefColumn({ nullable: true }) batchId: Id | null;
  /** The message that says the same again: by another channel, or to a mended address. */
  @RefColumn({ nullable: true }) nextId: Id | null;
  /** Tells the feature that wrote it when it is handed over (`offer:<id>`). */
  @CodeColumn({ nullable: true }) about: Reference | null;
}
