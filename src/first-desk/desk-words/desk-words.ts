import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  Dossiers,
  FamilyMessages,
  lockFamiliesOf,
  lockRequestToWrite,
  type ChildRequest,
  type DeskNotice,
  type FamilyNotice,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { messageKind, withoutSecret } from '../../foundation/platform/outbox/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { mayWriteToFamily } from './desk-words.policy.js';
import { judgeWords } from './domain/desk-words.js';
import { WrittenWords } from './persistence/desk-words.entity.js';

/** The words of an agent. A text message does not hold them, because anybody may see its first lines. */
export const DESK_WORDS = messageKind({ code: 'desk-words', to: 'family', variables: { words: { type: 'lines' } } });

/** The page on which they are written, below that of the request; the family's own stands below that of its dossier. */
const AT_DESK = 'ecrire';
const AT_FAMILY = 'mots';

/** What agents write to families in their own words. It changes nothing of the request, and asks for no answer. */
@Injectable()
export class DeskWords {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly messages: FamilyMessages,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound | DomainError when they say nothing, or were sent to this family today already */
  async writeWords(actor: Actor, requestId: Id, text: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.writeIn(tx, actor, requestId, text));
  }

  /** {@link writeWords} within an open unit. */
  async writeIn(tx: Tx, actor: Actor, requestId: Id, text: string): Promise<void> {
    // The whole family is locked: the same words about two of its children go once, and in the order of locks (0002).
    const { requests } = await lockFamiliesOf(tx, [requestId]);
    const request = await lockRequestToWrite(tx, requestId);
    if (!request || !mayWriteToFamily(actor, request)) throw new NotFound('request');
    const { dossierId } = request;
    const sent = await tx.find(WrittenWords, { where: { requestId: In([...requests.keys()]) } });
    // What stands for the key of the family's link is nothing that a person writes.
    const words = withoutSecret(text.trim());
    const refusal = judgeWords(words, sent, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    await tx.insert(WrittenWords, {
      id: newId(),
      requestId,
      text: words,
      writtenBy: actorRef(actor),
      writtenAt: this.clock.now(),
    });
    await this.messages.writeMessage(tx, {
      dossierId,
      requestIds: [requestId],
      kind: DESK_WORDS,
      args: () => ({ words }),
      about: `desk-words:${requestId}`,
    });
    await this.audit.changed(tx, actor, 'family.write', { kind: 'request', id: requestId });
  }

  /** Those of a request of the actor's desk, latest first. @throws NotFound */
  async readAtDesk(actor: Actor, requestId: Id): Promise<{ request: ChildRequest; written: WrittenWords[] }> {
    const { request } = await this.dossiers.requestFile(actor, requestId);
    if (!mayWriteToFamily(actor, request)) throw new NotFound('request');
    return { request, written: await this.listOf([requestId]) };
  }

  /** What the desks have written to a family, latest first. @throws NotFound when it is not its dossier */
  async listOwn(actor: Actor): Promise<WrittenWords[]> {
    if (actor.kind !== 'family' || actor.dossierId === null) throw new NotFound('dossier');
    const { requests } = await this.dossiers.dossierFile(actor, actor.dossierId);
    return this.listOf(requests.map(({ id }) => id));
  }

  /** The way to the page on which the desk writes. */
  listNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const notice: DeskNotice = { says: null, isForDesk: false, path: AT_DESK, link: 'deskWords.write' };
    return Promise.resolve(new Map(requestIds.map((id) => [id, notice])));
  }

  /** The way to what was written, for a family to which something was. */
  async findFamilyNotice(requestIds: readonly Id[]): Promise<FamilyNotice | null> {
    const written = await this.listOf(requestIds);
    return written.length === 0 ? null : { waits: null, path: AT_FAMILY, link: 'deskWords.own' };
  }

  /** By request: what the copy of the family's data tells. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, WrittenWords[]>> {
    return groupedBy(await this.listOf(requestIds), ({ requestId }) => requestId);
  }

  private async listOf(requestIds: readonly Id[]): Promise<WrittenWords[]> {
    if (requestIds.length === 0) return [];
    return this.reader.find(WrittenWords, {
      where: { requestId: In([...requestIds]) },
      order: { writtenAt: 'DESC', id: 'DESC' },
    });
  }
}
