import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Language } from '../../kernel/language.js';
import type { Instant } from '../../kernel/time.js';
import type { Reference } from '../../kernel/reference.js';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../database/index.js';
import type { MessageChannel } from './message-channels.js';

/**
 * `waiting`: for its server. `to_do`: a letter to print, a call to make. `printed`: in a batch of letters.
 * `handed_over`: to its carrier, or said on the telephone. `kept`: not sent, because nobody can carry it (the demo),
 * nobody is left to write to, or what it asks for has ended. `failed`: it reached nobody.
 */
export type MessageState = 'waiting' | 'to_do' | 'printed' | 'handed_over' | 'kept' | 'failed';

/**
 * `refused`: for good, at hand-over. `gave_up`: no carrier took it for two days. `bounced`: it came back after
 * hand-over. `returned`: the letter came back.
 */
export type MessageFailure = 'refused' | 'gave_up' | 'bounced' | 'returned';

/**
 * One message to one person, kept as it was written. Sending the same words again, or by another channel, makes
 * another message.
 */
@Entity('message')
@Index('message_created', ['createdAt'])
// Index of the figures (outbox-figures.ts).
@Index('message_waiting', ['state'], { where: "state = 'waiting'" })
@Index('message_failed', ['failedAt'], { where: "state = 'failed'" })
// Index of the letters to print and calls to make, by desk.
@Index('message_to_do', ['deskId', 'channel'], { where: "state = 'to_do'" })
export class Message {
  /** Also used as Message-ID and as idempotency key, so that a receiver recognises a repeated delivery. */
  @IdColumn() id: Id;
  /** `receipt`, `resume-link`, `offer`, `offer-reminder`… */
  @CodeColumn() kind: string;
  @RefColumn({ nullable: true }) dossierId: Id | null;
  /** The desk that is responsible for the message; null when it is not written to a family. */
  @RefColumn({ nullable: true }) deskId: string | null;
  @CodeColumn() channel: MessageChannel;
  /** An address, a number, or the lines of an envelope. */
  @TextColumn() recipient: string;
  @CodeColumn({ default: 'fr' }) language: Language;
  @TextColumn() subject: string;
  @TextColumn() body: string;
  /** The same message in the length of a text message; null when it is never sent as one. */
  @TextColumn({ nullable: true }) shortText: string | null;
  /**
   * A reference to the file that goes with a mail (`session-agenda:<id>`). The file is made at hand-over and not kept
   * here.
   */
  @CodeColumn({ nullable: true }) attachment: Reference | null;
  /**
   * A reference to what the link in the text opens (`dossier:<id>`). The text holds SECRET_MARK, and each hand-over
   * makes a secret of its own.
   */
  @CodeColumn({ nullable: true }) opens: Reference | null;
  @CodeColumn() state: MessageState;
  @InstantColumn() createdAt: Instant;
  @InstantColumn({ nullable: true }) handedOverAt: Instant | null;
  @CodeColumn({ nullable: true }) failure: MessageFailure | null;
  /**
   * The answer of the carrier, in numbers (`550 5.1.1`, `422`). Its words are not kept, because they may hold an
   * address.
   */
  @CodeColumn({ nullable: true }) failureCode: string | null;
  @InstantColumn({ nullable: true }) failedAt: Instant | null;
  /** The batch of letters with which this one was printed. */
  @RefColumn({ nullable: true }) batchId: Id | null;
  /** The message that repeats this one, by another channel or to a corrected address. */
  @RefColumn({ nullable: true }) nextId: Id | null;
  /** A reference to what the message is about (`offer:<id>`). The feature that knows it is told of the hand-over. */
  @CodeColumn({ nullable: true }) about: Reference | null;
}
