import { Entity, Index } from 'typeorm';
import type { Id } from '../../kernel/ids.js';
import type { Language } from '../../kernel/language.js';
import type { Instant } from '../../kernel/time.js';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../database/index.js';

/** One message to one person, kept as it was written. */
@Entity('message')
@Index('message_created', ['createdAt'])
@Index('message_waiting', ['state'], { where: "state = 'waiting'" })
export class Message {
  /** Also its Message-ID: a repeated delivery is recognised. */
  @IdColumn() id: Id;
  /** `receipt`, `resume-link`, `offer`, `offer-reminder`… */
  @CodeColumn() kind: string;
  @RefColumn({ nullable: true }) dossierId: Id | null;
  @CodeColumn() channel: 'email' | 'sms' | 'letter' | 'phone';
  @TextColumn() recipient: string;
  @CodeColumn({ default: 'fr' }) language: Language;
  @TextColumn() subject: string;
  @TextColumn() body: string;
  @CodeColumn() state: 'waiting' | 'handed_over' | 'kept';
  @InstantColumn() createdAt: Instant;
  @InstantColumn({ nullable: true }) handedOverAt: Instant | null;
  /** Tells the feature that wrote it when it is handed over (`offer:<id>`). */
  @CodeColumn({ nullable: true }) about: string | null;
}
