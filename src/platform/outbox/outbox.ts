import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Language } from '../../kernel/language.js';
import type { Instant } from '../../kernel/time.js';
import { Reader, type Tx } from '../database/index.js';
import { JobHandlers, Queue } from '../queue/index.js';
import { Message } from './message.entity.js';
import { SmtpSender } from './smtp-sender.js';

export interface NewMessage {
  readonly kind: string;
  readonly dossierId: Id | null;
  readonly channel: Message['channel'];
  readonly recipient: string;
  readonly language: Language;
  readonly subject: string;
  readonly body: string;
  /** `<what>:<id>`: the listener of `<what>` is told when the message is handed over. */
  readonly about?: string;
}

type HandedOver = (tx: Tx, id: Id, at: Instant) => Promise<void>;

/** Writes messages with the change that causes them; a job hands them over. */
@Injectable()
export class Outbox implements OnModuleInit {
  private readonly listeners = new Map<string, HandedOver>();

  constructor(
    private readonly smtp: SmtpSender,
    private readonly reader: Reader,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: 'mail.send',
      outside: (payload: { messageId: string }) => this.handOver(payload.messageId),
      handle: (tx, { messageId }, outcome: Message['state']) => this.record(tx, messageId, outcome),
    });
  }

  /** Told, in the transaction that records it, that a message `about` this was handed over. */
  onHandedOver(what: string, listener: HandedOver): void {
    this.listeners.set(what, listener);
  }

  async write(tx: Tx, message: NewMessage): Promise<Id> {
    const id = newId();
    const { about = null, ...rest } = message;
    await tx.insert(Message, { id, ...rest, about, state: 'waiting', createdAt: this.clock.now(), handedOverAt: null });
    await this.queue.plan(tx, 'mail.send', { messageId: id });
    return id;
  }

  /** Letters, texts and, without a mail server, mails stay in the outbox for a person to see. */
  private async handOver(messageId: Id): Promise<Message['state']> {
    const message = await this.reader.findOne(Message, { id: messageId });
    // Emptied meanwhile: there is nobody to write to any more.
    if (!message || message.recipient === '' || message.channel !== 'email' || !this.smtp.configured) return 'kept';
    await this.smtp.send(message);
    return 'handed_over';
  }

  private async record(tx: Tx, messageId: Id, state: Message['state']): Promise<void> {
    const at = this.clock.now();
    await tx.update(Message, { id: messageId }, { state, handedOverAt: at });
    const message = await tx.findOne(Message, { id: messageId });
    const [what, id] = message?.about?.split(':') ?? [];
    if (what && id) await this.listeners.get(what)?.(tx, id, at);
  }

  /** Empties the messages of a dossier: that they were written stays, to whom and what does not. */
  async emptyOf(tx: Tx, dossierId: Id): Promise<void> {
    await tx.update(Message, { dossierId }, { recipient: '', subject: '', body: '' });
  }

  /** Deletes the messages of a kind that belong to no dossier and were written before `limit`. */
  async forget(tx: Tx, kind: string, limit: Instant): Promise<void> {
    await tx.write('DELETE FROM message WHERE kind = :kind AND dossier_id IS NULL AND created_at < :limit RETURNING id', { kind, limit });
  }

  async latest(limit: number): Promise<Message[]> {
    return this.reader.find(Message, { order: { createdAt: 'DESC', id: 'DESC' }, take: limit });
  }
}
