import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { MessageLinks, type MadeLink } from '../../foundation/platform/outbox/index.js';
import { hashSecret, LinkCodes, newSecret, type Actor } from '../../foundation/platform/security/index.js';
import { findRequest } from '../../dossier/dossier/index.js';
import { isWaiting, type Way } from './domain/asked-opinion.js';
import { CODE, LINK, OpinionMessages } from './opinion-messages.js';
import { AskedOpinion, AskedOpinionLink } from './persistence/opinions.entities.js';

/** Keeps codes and tickets of this page apart from those of others. */
const PAGE = 'asked-opinion';

/**
 * The door of the page of a person who is asked: a link that is made when its message leaves, of which the hash alone is
 * kept, and a code that lives for a quarter of an hour. Both are limited, and neither is enough.
 */
@Injectable()
export class OpinionDoors implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly messageLinks: MessageLinks,
    private readonly codes: LinkCodes,
    private readonly messages: OpinionMessages,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.messageLinks.makers.join(LINK, 'opinions makes a link that opens what is asked', {
      make: (tx, asked) =>
        this.makeLinks(
          tx,
          asked.map(({ id }) => id),
        ),
      takeBack: async (tx, linkId) => {
        await tx.delete(AskedOpinionLink, { id: linkId });
      },
    });
    this.messageLinks.makers.join(CODE, 'opinions makes the code beside the link', {
      make: async (tx, asked) => {
        const made: MadeLink[] = [];
        for (const { id } of asked) made.push(await this.makeCode(tx, id));
        return made;
      },
      takeBack: async (tx, id) => {
        await tx.update(AskedOpinion, { id }, { codeMark: null, codeUntil: null });
      },
    });
  }

  /** The question that a secret leads to, whatever became of it. @throws NotFound */
  async findAsked(secret: string): Promise<AskedOpinion> {
    const link = await this.reader.findOne(AskedOpinionLink, { secretHash: hashSecret(secret) });
    const asked = link && (await this.reader.findOne(AskedOpinion, { id: link.opinionId }));
    if (!asked) throw new NotFound('asked-opinion');
    return asked;
  }

  /** The desk that asks. @throws NotFound */
  async deskOf({ requestId }: AskedOpinion): Promise<Id> {
    const request = await findRequest(this.reader, requestId);
    if (!request) throw new NotFound('asked-opinion');
    return request.deskId;
  }

  /** By which way the code of a question goes. @throws DomainError when nothing reaches the person any more */
  wayOfCode(asked: AskedOpinion): Way {
    return this.messages.waysTo(asked).code;
  }

  /** Sends a code. @throws NotFound | TooManyAttempts | DomainError when the question has ended */
  async sendCode(secret: string, network: string): Promise<void> {
    const { id } = await this.findAsked(secret);
    await this.codes.reserveSending(PAGE, id, network);
    await this.unitOfWork.run(async (tx) => {
      const asked = await tx.lock(AskedOpinion, { id });
      const request = asked && (await findRequest(tx, asked.requestId));
      if (!asked || !request) throw new NotFound('asked-opinion');
      if (!isWaiting(asked, this.clock.today())) throw new DomainError(refuse('askedOpinion.over'));
      await this.messages.writeCode(tx, asked, request);
    });
  }

  /**
   * Opens the page to whoever types the code. The same code opens it again until its time is over, so that a page that
   * was reloaded is not lost.
   * @returns the ticket for the browser @throws NotFound | TooManyAttempts | DomainError when the code is wrong or over
   */
  async open(secret: string, typed: string): Promise<string> {
    const asked = await this.findAsked(secret);
    // Counted before anything is judged, so that many guesses at once are as many tries.
    await this.codes.reserveTry(PAGE, asked.id);
    if (!isWaiting(asked, this.clock.today())) throw new DomainError(refuse('askedOpinion.over'));
    if (!this.codes.isRight(PAGE, asked, typed)) {
      await this.unitOfWork.run((tx) =>
        this.audit.changed(tx, actorOf(asked), 'opinion.wrongCode', { kind: 'request', id: asked.requestId }),
      );
      throw new DomainError(refuse('askedOpinion.wrongCode'));
    }
    return this.codes.ticketFor(PAGE, asked.id);
  }

  /** Whether a browser that holds this ticket has typed the code of the question. */
  isOpen(asked: AskedOpinion, ticket: string | undefined): boolean {
    return this.codes.isOpen(PAGE, asked.id, ticket);
  }

  /** Deletes the links of questions that nothing opens any more. */
  async close(tx: Tx, opinionIds: readonly Id[]): Promise<void> {
    for (const opinionId of opinionIds) await tx.delete(AskedOpinionLink, { opinionId });
  }

  private async makeLinks(tx: Tx, opinionIds: readonly Id[]): Promise<MadeLink[]> {
    const made = opinionIds.map((): MadeLink => ({ id: newId(), secret: newSecret() }));
    await tx.insert(
      AskedOpinionLink,
      opinionIds.map((opinionId, index) => ({
        id: made[index]!.id,
        opinionId,
        secretHash: hashSecret(made[index]!.secret),
        createdAt: this.clock.now(),
      })),
    );
    return made;
  }

  private async makeCode(tx: Tx, id: Id): Promise<MadeLink> {
    const { code, kept } = this.codes.newCode(PAGE, id);
    await tx.update(AskedOpinion, { id }, kept);
    return { id, secret: code };
  }
}

export const actorOf = ({ id }: Pick<AskedOpinion, 'id'>): Actor & { readonly kind: 'expert' } => ({
  kind: 'expert',
  opinionId: id,
});
