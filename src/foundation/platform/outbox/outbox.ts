import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Config } from '../../config/index.js';
import { Hooks, NamedHooks } from '../../kernel/hooks.js';
import { Clock } from '../../kernel/clock.js';
import { groupedBy } from '../../kernel/grouped-by.js';
import { jobType } from '../../kernel/job-type.js';
import { newId, type Id } from '../../kernel/ids.js';
import { Conflict, refuse } from '../../kernel/refusal.js';
import type { Instant } from '../../kernel/time.js';
import { partsOf, type Reference } from '../../kernel/reference.js';
import { listOf, Reader, UnitOfWork, type Tx } from '../database/index.js';
import { Queue } from '../queue/index.js';
import type { MessageChannel } from './message-channels.js';
import { Message, type MessageFailure } from './message.entity.js';
import { SmsCarrier } from './sms-carrier.js';

export const DELIVER = jobType<{ messageId: Id }>('outbox.deliver');

export interface NewMessage extends Pick<
  Message,
  'kind' | 'dossierId' | 'channel' | 'recipient' | 'subject' | 'body' | 'language'
> {
  readonly deskId?: string | null;
  /** The same message in the length of a text message. Without it, the message is never sent as one. */
  readonly shortText?: string | null;
  /**
   * A reference `<what>:<id>` to a file that goes with the mail. The maker of `<what>` makes the file when the mail
   * leaves.
   */
  readonly attachment?: Reference | null;
  /**
   * A reference `<what>:<id>` to what the link in the message opens. SECRET_MARK stands in the text for the secret of
   * the link.
   */
  readonly opens?: Reference | null;
  /** A reference `<what>:<id>`. The listener of `<what>` is told when the message is handed over. */
  readonly about?: Reference;
}

/** Where a message goes: a channel, and an address on it. */
export interface Way {
  readonly channel: MessageChannel;
  readonly recipient: string;
}

const isCarried = (channel: MessageChannel): boolean => channel === 'email' || channel === 'sms';

export type SentMessage = Pick<Message, 'channel' | 'recipient' | 'state' | 'createdAt'>;

type AboutListener = (tx: Tx, id: Id, at: Instant) => Promise<void>;
export type MessageWords = Pick<Message, 'subject' | 'body'>;
/**
 * What a letter says when it is printed: other words, nothing at all (`over`, when what it asks for has ended), or
 * null when its words still hold.
 */
export type Reworded = MessageWords | 'over' | null;
type Rewording = (from: Reader | Tx, id: Id, message: Message, at: Instant) => Promise<Reworded>;
type MessageListener = (tx: Tx, message: Message) => Promise<void>;

/**
 * The outbox: every message of the platform goes through it. A message is written in the transaction of the change
 * that causes it, handed over by a job, and followed until it has arrived or failed.
 */
@Injectable()
export class Outbox {
  /** Called in the transaction that records a hand-over, by the kind of thing that the message is about. */
  readonly handedOver = new NamedHooks<AboutListener>('a message about this was handed over');
  /** Asked, when a letter is printed, whether its words still hold: it may have waited long for the printer. */
  readonly printed = new NamedHooks<Rewording>('a letter about this is printed');
  /** Called in the transaction that records a failure. */
  readonly failed = new Hooks<MessageListener>('a message reached nobody');
  /** Called in the transaction that records a hand-over, for every message. */
  readonly delivered = new Hooks<MessageListener>('a message was handed over');

  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly queue: Queue,
    private readonly clock: Clock,
    private readonly sms: SmsCarrier,
  ) {}

  /** The words of a letter at the moment it is printed; `kept` when it must no longer be sent. */
  async asPrinted(from: Reader | Tx, letter: Message, at: Instant): Promise<Message> {
    const about = partsOf(letter.about);
    const words = about && (await this.printed.get(about.what)?.(from, about.id, letter, at));
    return words === 'over' ? { ...letter, state: 'kept' } : { ...letter, ...words };
  }

  /** Whether the same kind of message about the same thing was written to the same recipient again, later. */
  async isWrittenAgain(from: Reader | Tx, { kind, about, recipient, createdAt, id }: Message): Promise<boolean> {
    const others = await from.find(Message, { where: { kind, about: about ?? IsNull(), recipient } });
    return others.some((other) => other.createdAt > createdAt || (other.createdAt === createdAt && other.id > id));
  }

  /** Whether this installation can send messages by this channel at all. The demo keeps what it cannot send. */
  carries(channel: MessageChannel): boolean {
    return channel !== 'sms' || this.sms.configured || this.config.mode === 'demo';
  }

  async writeMessage(tx: Tx, message: NewMessage): Promise<Id> {
    const [id] = await this.writeAll(tx, [message]);
    return id!;
  }

  /** {@link writeMessage} for many at once. @returns their ids, in their order */
  async writeAll(tx: Tx, messages: readonly NewMessage[]): Promise<Id[]> {
    const createdAt = this.clock.now();
    const rows = messages.map(
      ({ about = null, deskId = null, shortText = null, attachment = null, opens = null, ...rest }): Message => ({
        // Letters and calls get no job, because a person makes them.
        id: newId(),
        ...rest,
        about,
        deskId,
        shortText,
        attachment,
        opens,
        state: isCarried(rest.channel) ? 'waiting' : 'to_do',
        createdAt,
        handedOverAt: null,
        failure: null,
        failureCode: null,
        failedAt: null,
        batchId: null,
        nextId: null,
      }),
    );
    await tx.insert(Message, rows);
    const carried = rows.filter(({ channel }) => isCarried(channel));
    await this.queue.planAll(
      tx,
      DELIVER,
      carried.map(({ id }) => ({ payload: { messageId: id } })),
    );
    return rows.map(({ id }) => id);
  }

  /** Sends the same words again. @throws Conflict when somebody already did so */
  async writeAgain(tx: Tx, message: Message, way: Way): Promise<Id> {
    const { kind, dossierId, deskId, language, subject, body, shortText, about, attachment, opens } = message;
    const id = await this.writeMessage(tx, {
      kind,
      dossierId,
      deskId,
      language,
      subject,
      body,
      shortText,
      attachment,
      opens,
      ...way,
      ...(about ? { about } : {}),
    });
    if ((await tx.update(Message, { id: message.id, nextId: IsNull() }, { nextId: id })) === 0)
      throw new Conflict(refuse('outbox.sentAgain'));
    return id;
  }

  /** Records that a message was handed over, or that nobody can carry it. */
  async recordHandOver(tx: Tx, message: Message, state: 'handed_over' | 'kept'): Promise<void> {
    const at = this.clock.now();
    if ((await tx.update(Message, { id: message.id, state: message.state }, { state, handedOverAt: at })) === 0) return;
    const about = partsOf(message.about);
    if (about) await this.handedOver.get(about.what)?.(tx, about.id, at);
    for (const listener of this.delivered.all) await listener(tx, { ...message, state, handedOverAt: at });
  }

  /** Records that a message reached nobody. Recording it twice counts once. */
  async recordFailure(tx: Tx, message: Message, failure: MessageFailure, failureCode: string | null): Promise<void> {
    const failedAt = this.clock.now();
    if (
      (await tx.update(
        Message,
        { id: message.id, state: message.state, failedAt: IsNull() },
        { state: 'failed', failure, failureCode, failedAt },
      )) === 0
    )
      return;
    for (const listener of this.failed.all)
      await listener(tx, { ...message, state: 'failed', failure, failureCode, failedAt });
  }

  /**
   * Records that a message came back after its hand-over, as reported by the mail provider or a delivery report.
   * Reporting it again changes nothing.
   * @returns false when no message has this id
   */
  recordBounce(messageId: Id, code: string | null): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const message = await tx.lock(Message, { id: messageId });
      if (message?.state === 'handed_over') await this.recordFailure(tx, message, 'bounced', code);
      return message !== null;
    });
  }

  /**
   * Cancels the letters and calls `about` this thing that nobody has begun. @returns the dossiers that they were for
   */
  async dropAbout(tx: Tx, about: Reference): Promise<Id[]> {
    const dropped = await tx.write<{ dossierId: Id | null }>(
      `UPDATE message SET state = 'kept' WHERE state = 'to_do' AND about = :about RETURNING dossier_id AS "dossierId"`,
      { about },
    );
    return [...new Set(dropped.flatMap(({ dossierId }) => dossierId ?? []))];
  }

  /**
   * Lets the messages to the family of one dossier that have not left yet open another dossier, because the two
   * dossiers were joined.
   */
  async openInstead(tx: Tx, dossierId: Id, openedId: Id): Promise<void> {
    await tx.write(
      `UPDATE message SET opens = :opens WHERE dossier_id = :dossierId AND opens LIKE 'dossier:%'
        AND state IN ('waiting', 'to_do', 'printed') RETURNING id`,
      { dossierId, opens: `dossier:${openedId}` },
    );
  }

  /**
   * Empties the messages of a dossier. That they were written stays; their recipients and words do not. Messages
   * written to these addresses before there was a dossier (links to a draft) are deleted.
   */
  async emptyOf(tx: Tx, dossierId: Id, addresses: readonly string[]): Promise<void> {
    await tx.delete(Message, { dossierId: IsNull(), kind: 'resume-link', recipient: In([...addresses]) });
    await tx.update(Message, { dossierId, state: In(['waiting', 'to_do', 'printed']) }, { state: 'kept' });
    await tx.update(Message, { dossierId }, { recipient: '', subject: '', body: '', shortText: null, opens: null });
  }

  /** Deletes the messages of a kind that belong to no dossier and were written before `limit`. */
  async forgetMessages(tx: Tx, kind: string, limit: Instant): Promise<void> {
    await tx.write(
      'DELETE FROM message WHERE kind = :kind AND dossier_id IS NULL AND created_at < :limit RETURNING id',
      { kind, limit },
    );
  }

  /** Deletes the messages that open one of these things, and belong to no dossier. */
  async forgetOpening(tx: Tx, opened: readonly Reference[]): Promise<void> {
    await tx.delete(Message, { dossierId: IsNull(), opens: In([...opened]) });
  }

  /** The messages to a family, latest first. */
  async ofDossier(from: Reader | Tx, dossierId: Id): Promise<Message[]> {
    return from.find(Message, { where: { dossierId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** Where the messages to some families went and what became of them: by dossier, latest first. */
  async sentTo(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Map<Id, SentMessage[]>> {
    const ids = listOf('id', dossierIds);
    const rows = await from.sql<SentMessage & { dossierId: Id }>(
      `SELECT dossier_id AS "dossierId", channel, recipient, state, created_at AS "createdAt" FROM message
       WHERE dossier_id IN (${ids.sql}) ORDER BY created_at DESC, id DESC`,
      ids.parameters,
    );
    return groupedBy(rows, ({ dossierId }) => dossierId);
  }

  async listLatest(limit: number): Promise<Message[]> {
    return this.reader.find(Message, { order: { createdAt: 'DESC', id: 'DESC' }, take: limit });
  }
}
