import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../kernel/refusal.js';
import type { Reference } from '../../kernel/reference.js';
import { Audit } from '../../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../platform/database/index.js';
import { Outbox, type Message } from '../../platform/outbox/index.js';
import type { Actor } from '../../platform/security/index.js';
import { wayKey, type ContactWay } from '../domain/contact-ways.js';
import { unreached } from '../domain/reaching.js';
import { lockFamilies } from '../lifecycle/family-locks.js';
import { FamilyMessages } from './family-messages.js';
import { RequestMoves } from '../lifecycle/request-moves.js';

/**
 * No message is lost in silence: one that reached nobody, or that has to be said, makes an act of the desk; the act
 * ends when another way worked, when the same words sent again arrived, or when somebody said them.
 */
@Injectable()
export class FamilyReach implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly messages: FamilyMessages,
    private readonly moves: RequestMoves,
    private readonly audit: Audit,
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
    await this.moves.askToReach(tx, message.dossierId);
  }

  private async delivered(tx: Tx, { dossierId }: Message): Promise<void> {
    if (dossierId !== null) await this.endIfReached(tx, dossierId);
  }

  /** What messages `about` this asked is over: no letter is printed and no call made for it any more. */
  async over(tx: Tx, about: Reference): Promise<void> {
    for (const dossierId of await this.outbox.drop(tx, about)) await this.endIfReached(tx, dossierId);
  }

  private async endIfReached(tx: Tx, dossierId: Id): Promise<void> {
    if (unreached(await this.outbox.ofDossier(tx, dossierId)).length === 0) await this.moves.reached(tx, dossierId);
  }

  /** What was written to a family, latest first, and which of it is still to be made good. */
  async story(dossierId: Id): Promise<{ messages: Message[]; unreached: ReadonlySet<Id> }> {
    const messages = await this.outbox.ofDossier(this.reader, dossierId);
    return { messages, unreached: new Set(unreached(messages).map(({ id }) => id)) };
  }

  /** @throws NotFound when it is no message of this family, or it was emptied */
  async message(dossierId: Id, messageId: Id, from: Reader | Tx = this.reader): Promise<Message> {
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
   * Sends the same words again, by a way the family has now. @throws NotFound, Conflict when somebody already did,
   * DomainError for another way
   */
  sendAgain(actor: Actor, dossierId: Id, messageId: Id, key: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const message = await this.message(dossierId, messageId, tx);
      const way = (await this.messages.everyWay(tx, dossierId)).find(
        (one) => wayKey(one) === key && one.channel !== 'phone',
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

  /** The family answered about these on the telephone: what was still to be said of them has been heard. */
  async heard(tx: Tx, actor: Actor, dossierId: Id, abouts: readonly Reference[]): Promise<void> {
    await lockFamilies(tx, [dossierId]);
    const messages = unreached(await this.outbox.ofDossier(tx, dossierId)).filter(
      ({ about, nextId }) => about !== null && abouts.includes(about) && nextId === null,
    );
    for (const { id } of messages) await this.saidIn(tx, actor, dossierId, id);
  }

  /** Somebody told the family, by telephone or at the counter. */
  said(actor: Actor, dossierId: Id, messageId: Id): Promise<void> {
    return this.unitOfWork.run((tx) => this.saidIn(tx, actor, dossierId, messageId));
  }

  private async saidIn(tx: Tx, actor: Actor, dossierId: Id, messageId: Id): Promise<void> {
    // What was said ends acts of requests. An answer ends messages: whoever does both holds the requests first.
    await lockFamilies(tx, [dossierId]);
    const message = await this.message(dossierId, messageId, tx);
    const call: ContactWay = { channel: 'phone', recipient: message.channel === 'phone' ? message.recipient : '' };
    const spoken =
      message.channel === 'phone' && message.state === 'to_do'
        ? message
        : await this.message(dossierId, await this.outbox.writeAgain(tx, message, call), tx);
    await this.outbox.recordHandOver(tx, spoken, 'handed_over');
    await this.audit.changed(tx, actor, 'message.said', { kind: 'message', id: messageId });
  }
}
