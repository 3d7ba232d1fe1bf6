import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import {
  Attachments,
  findLettersOf,
  findWaitingLetters,
  keepAsPrinted,
  MessageLinks,
  Outbox,
  type Attachment,
  type Message,
} from '../../foundation/platform/outbox/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { inAddressOrder } from './domain/address-order.js';
import { mayPostLettersOf, traysOf } from './letter.policy.js';
import { takeLetters } from './persistence/letters.queries.js';
import { LetterBatch } from './persistence/mailroom.entities.js';

/** How many batches are shown. Nobody looks for older ones. */
const MOST_BATCHES = 50;
/** The most letters of one batch: one PDF, and one tray of paper. */
export const MOST_LETTERS = 500;

export interface Waiting {
  /** Null for the letters to members of commissions. */
  readonly deskId: string | null;
  readonly letters: readonly Message[];
}

/**
 * Letters on their way from the outbox to the post: they are printed in batches, posted, and sometimes returned. An
 * agent sees the letters of their desk, a coordinator those to members of commissions.
 */
/** What names the family that a letter is to; the letter itself where it is to somebody else. */
export const addresseeOf = ({ id, dossierId }: Message): Id => dossierId ?? id;

@Injectable()
export class Letters {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly attachments: Attachments,
    private readonly audit: Audit,
    private readonly links: MessageLinks,
  ) {}

  private tray(actor: Actor, deskId: string | null): string | null {
    if (!mayPostLettersOf(actor, deskId)) throw new NotFound('desk');
    return deskId;
  }

  /** The letters that nobody has printed yet, by tray and in address order. */
  async listWaiting(actor: Actor): Promise<Waiting[]> {
    return Promise.all(
      traysOf(actor).map(async (deskId) => ({
        deskId,
        letters: inAddressOrder(await findWaitingLetters(this.reader, deskId, MOST_LETTERS)),
      })),
    );
  }

  /** Latest first. */
  async listBatches(actor: Actor): Promise<LetterBatch[]> {
    const all = await Promise.all(
      traysOf(actor).map((deskId) =>
        this.reader.find(LetterBatch, {
          where: { deskId: deskId ?? IsNull() },
          order: { madeAt: 'DESC', id: 'DESC' },
          take: MOST_BATCHES,
        }),
      ),
    );
    return all
      .flat()
      .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
      .slice(0, MOST_BATCHES);
  }

  /**
   * Takes every waiting letter of a tray into one batch. When two agents do so at the same time, each letter goes to
   * one of them, and the one for whom none is left is told. @throws DomainError
   */
  async makeBatch(actor: Actor, deskId: string | null): Promise<Id> {
    this.tray(actor, deskId);
    const id = newId();
    await this.unitOfWork.run(async (tx) => {
      const letters = await takeLetters(tx, { batchId: id, deskId, most: MOST_LETTERS });
      if (letters === 0) throw new DomainError(refuse('letters.none'));
      await tx.insert(LetterBatch, {
        id,
        deskId,
        madeAt: this.clock.now(),
        madeBy: actorRef(actor),
        letters,
        postedAt: null,
      });
      await this.audit.changed(tx, actor, 'letters.print', { kind: 'letters', id }, { letters });
    });
    return id;
  }

  /** A batch with its letters in address order. The read is audited. @throws NotFound when it is not the actor's */
  async readBatch(actor: Actor, batchId: Id): Promise<{ batch: LetterBatch; letters: Message[] }> {
    const batch = await this.reader.findOne(LetterBatch, { id: batchId });
    if (!batch) throw new NotFound('batch');
    this.tray(actor, batch.deskId);
    const letters = await this.lettersOf(this.reader, batch);
    await this.audit.readListed(actor, letters.map(addresseeOf), [
      { action: 'letters.read', subject: { kind: 'letters', id: batchId } },
    ]);
    return { batch, letters };
  }

  /**
   * The letters of a batch as they are printed, each with a code of its own. Every print makes new codes. Earlier ones
   * stay valid, because nobody knows which sheet is in the envelope. The print is audited.
   * @throws NotFound when the batch is not the actor's
   */
  async printBatch(actor: Actor, batchId: Id): Promise<{ batch: LetterBatch; letters: Message[] }> {
    const { batch, letters } = await this.readBatch(actor, batchId);
    const toSend = letters.filter(({ state }) => state !== 'kept');
    await this.audit.readFile(actor, { kind: 'letters', id: batchId }, toSend.map(addresseeOf));
    return { batch, letters: (await this.links.fill(toSend)).map(({ message }) => message) };
  }

  /**
   * The file that a mail would have attached, to be printed and put into the envelope.
   * @throws NotFound when the letter is of another batch, or has no such file
   */
  async readEnclosure(actor: Actor, batchId: Id, letterId: Id): Promise<Attachment> {
    const { letters } = await this.readBatch(actor, batchId);
    const [file] = await this.attachments.makeFiles(letters.find(({ id }) => id === letterId)?.attachment ?? null);
    if (!file) throw new NotFound('enclosure');
    return file;
  }

  /**
   * The letters of a batch. A letter to a family that was forgotten is empty and left out. A letter whose question has
   * ended gets the state `kept`: it is no longer sent.
   */
  private async lettersOf(from: Reader | Tx, { id: batchId, madeAt, postedAt }: LetterBatch): Promise<Message[]> {
    const letters = inAddressOrder((await findLettersOf(from, batchId)).filter(({ body }) => body !== ''));
    // A posted batch keeps the letters that were posted with it.
    return postedAt === null
      ? Promise.all(letters.map((letter) => this.outbox.asPrinted(from, letter, madeAt)))
      : letters;
  }

  /**
   * Records that a batch was posted. Its letters count as handed over, except those that were no longer to be sent.
   * Recording it twice counts once.
   */
  async recordPosted(actor: Actor, batchId: Id): Promise<void> {
    await this.changeBatch(actor, batchId, 'letters.posted', async (tx, batch) => {
      if (batch.postedAt !== null) return;
      for (const letter of await this.lettersOf(tx, batch)) await keepAsPrinted(tx, letter);
      await tx.update(LetterBatch, { id: batchId }, { postedAt: this.clock.now() });
      for (const letter of await findLettersOf(tx, batchId, 'printed'))
        await this.outbox.recordHandOver(tx, letter, 'handed_over');
    });
  }

  /** Letters of a batch that the post brought back. @throws DomainError when none is named */
  async recordReturned(actor: Actor, batchId: Id, letterIds: readonly Id[]): Promise<void> {
    if (letterIds.length === 0) throw new DomainError(refuse('letters.noneReturned'));
    await this.changeBatch(actor, batchId, 'letters.returned', async (tx) => {
      for (const letter of await findLettersOf(tx, batchId, 'handed_over'))
        if (letterIds.includes(letter.id)) await this.outbox.recordFailure(tx, letter, 'returned', null);
    });
  }

  private async changeBatch(
    actor: Actor,
    batchId: Id,
    action: string,
    work: (tx: Tx, batch: LetterBatch) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const batch = await tx.lock(LetterBatch, { id: batchId });
      if (!batch) throw new NotFound('batch');
      this.tray(actor, batch.deskId);
      await work(tx, batch);
      await this.audit.changed(tx, actor, action, { kind: 'letters', id: batchId });
    });
  }
}
