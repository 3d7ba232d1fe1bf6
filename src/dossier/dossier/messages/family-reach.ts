import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Reference } from '../../../foundation/kernel/reference.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { Outbox, type Message } from '../../../foundation/platform/outbox/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { wayKey, type ContactWay } from '../domain/contact-ways.js';
import { unreached } from '../domain/reaching.js';
import { lockFamilies } from '../lifecycle/family-locks.js';
import { FamilyMessages } from './family-messages.js';
import { Dossier } from '../persistence/dossier.entities.js';
import { NextActs } from '../lifecycle/next-acts.js';

/**
 * Makes sure that no message is lost unnoticed. A message that reached nobody, or that has to be said on the
 * telephone, becomes an act of the desk. The act ends when another way worked, when the same words sent again arrived,
 * or when somebody has told the family.
 */
@Injectable()
export class FamilyReach implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly messages: FamilyMessages,
    private readonly acts: NextActs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.failed.join('dossier tries another way, or asks its desk to reach the family', (tx, message) =>
      this.failed(tx, message),
    );
    this.outbox.delivered.join('dossier closes the act of reaching the family', (tx, message) =>
      this.delivered(tx, message),
    );
  }

  private async failed(tx: Tx, message: Message): Promise<void> {
    if (message.dossierId === null) return;
    await this.messages.fallBack(tx, message);
    await this.acts.askToReach(tx, message.dossierId);
  }

  private async delivered(tx: Tx, { dossierId }: Message): Promise<void> {
    if (dossierId !== null) await this.endIfReached(tx, dossierId);
  }

  /**
   * Cancels letters and calls `about` a thing that has ended. No letter is printed and no call made for it any more.
   */
  async cancelMessages(tx: Tx, about: Reference): Promise<void> {
    for (const dossierId of await this.outbox.dropAbout(tx, about)) await this.endIfReached(tx, dossierId);
  }

  /** The desk spoke with the family, which from then on knows of its request. */
  async recordSpoken(tx: Tx, dossierId: Id): Promise<void> {
    await tx.update(Dossier, { id: dossierId }, { heardAt: this.clock.now() });
    await this.endIfReached(tx, dossierId);
  }

  /** Closes the act of reaching a family to which no message waits any more. */
  async endIfReached(tx: Tx, dossierId: Id): Promise<void> {
    if (unreached(await this.outbox.ofDossier(tx, dossierId)).length === 0) await this.acts.endReaching(tx, dossierId);
  }

  /** The messages to a family, latest first, and those among them that still have to reach it. */
  async readMessages(dossierId: Id): Promise<{ messages: Message[]; unreached: ReadonlySet<Id> }> {
    const messages = await this.outbox.ofDossier(this.reader, dossierId);
    return { messages, unreached: new Set(unreached(messages).map(({ id }) => id)) };
  }

  /** @throws NotFound when the message is not one of this family's, or was emptied */
  async readMessage(dossierId: Id, messageId: Id, from: Reader | Tx = this.reader): Promise<Message> {
    const message = (await this.outbox.ofDossier(from, dossierId)).find(
      ({ id, body }) => id === messageId && body !== '',
    );
    if (!message) throw new NotFound('message');
    return message;
  }

  /** Every way there is to reach the family, best first, broken or not. */
  everyWay(dossierId: Id): Promise<ContactWay[]> {
    return this.messages.everyWay(this.reader, dossierId);
  }

  /**
   * Sends the same words again by a way that the family has now.
   * @throws NotFound; Conflict when somebody already did; DomainError when the family does not have this way
   */
  sendAgain(actor: Actor, dossierId: Id, messageId: Id, key: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const message = await this.readMessage(dossierId, messageId, tx);
      const way = (await this.messages.everyWay(tx, dossierId)).find(
        (known) => wayKey(known) === key && known.channel !== 'phone',
      );
      if (!way) throw new DomainError(refuse('outbox.noSuchWay'));
      await this.outbox.writeAgain(tx, message, way);
      await this.audit.changed(
        tx,
        actor,
        'message.sendAgain',
        { kind: 'message', id: messageId },
        { channel: way.channel },
      );
    });
  }

  /**
   * Records that the family, on the telephone, has answered about these things. Messages about them that still had to
   * be said count as said.
   * @param saidBy the adult who spoke, where the others still have to be told; null where one answer is for all
   */
  async recordHeard(
    tx: Tx,
    actor: Actor,
    dossierId: Id,
    abouts: readonly Reference[],
    saidBy: number | null = null,
  ): Promise<void> {
    await lockFamilies(tx, [dossierId]);
    await tx.update(Dossier, { id: dossierId }, { heardAt: this.clock.now() });
    const messages = unreached(await this.outbox.ofDossier(tx, dossierId)).filter(
      ({ about, nextId }) => about !== null && abouts.includes(about) && nextId === null,
    );
    const adults = await this.messages.adultsReached(
      tx,
      messages.map((way) => ({ dossierId, way })),
    );
    for (const [index, { id }] of messages.entries())
      if (!saidBy || (adults[index] ?? saidBy) === saidBy) await this.recordSaidIn(tx, actor, dossierId, id);
  }

  /** Records that somebody has told the family, by telephone or at the counter. */
  recordSaid(actor: Actor, dossierId: Id, messageId: Id): Promise<void> {
    return this.unitOfWork.run((tx) => this.recordSaidIn(tx, actor, dossierId, messageId));
  }

  private async recordSaidIn(tx: Tx, actor: Actor, dossierId: Id, messageId: Id): Promise<void> {
    // Requests are locked before messages. Telling a message ends acts of requests, and an answer of the family ends
    // messages, so both take the locks in this order.
    await lockFamilies(tx, [dossierId]);
    const message = await this.readMessage(dossierId, messageId, tx);
    const call: ContactWay = { channel: 'phone', recipient: message.channel === 'phone' ? message.recipient : '' };
    const spoken =
      message.channel === 'phone' && message.state === 'to_do'
        ? message
        : await this.readMessage(dossierId, await this.outbox.writeAgain(tx, message, call), tx);
    await this.outbox.recordHandOver(tx, spoken, 'handed_over');
    await this.audit.changed(tx, actor, 'message.said', { kind: 'message', id: messageId });
  }
}
