import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Grids, provableCriteria } from '../admission/index.js';
import { Config } from '../../foundation/config/index.js';
import {
  Dossiers,
  type DeskNotice,
  lockRequest,
  lockRequestToWrite,
  triagesForDesk,
  type RequestFile,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { messageKind } from '../../foundation/platform/outbox/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { directsEstablishment, Supply } from '../../offer/supply/index.js';
import { asksFor, isAskable, mayAnswer } from './desk-question.policy.js';
import { judgeQuestion, type AskedWords } from './domain/subjects.js';
import { findAskedRequests } from './persistence/asked-requests.queries.js';
import { DeskQuestion } from './persistence/desk-question.entity.js';

/** Tells a desk that a director asks about one of its families. No name, because anybody may see a mail. */
export const DESK_QUESTION = messageKind({
  code: 'desk-question',
  to: 'staff',
  variables: { provider: { type: 'text' } },
});
export const DESK_ANSWER = messageKind({ code: 'desk-answer', to: 'staff' });

/** No desk leaves more unanswered. */
const MOST_ASKED = 500;

/** A request with what was asked about it. */
export interface AskedRequest {
  readonly file: RequestFile;
  /** Latest first. A director reads the questions of its own establishment alone. */
  readonly questions: readonly DeskQuestion[];
  /** The criteria of which a proof can be seen, under the grid in force. */
  readonly provable: readonly string[];
}

/**
 * What directors ask the desk of a family before a session: a proof to be seen, days, a start. The desk answers; the
 * director learns nothing of the family but this.
 */
@Injectable()
export class DeskQuestions {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly dossiers: Dossiers,
    private readonly supply: Supply,
    private readonly grids: Grids,
    private readonly staff: StaffMessages,
    private readonly audit: Audit,
  ) {}

  /** What the page of a request tells its desk. */
  async listNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    return new Map(
      [...(await this.countOpen(requestIds))].map(([requestId, count]) => [
        requestId,
        {
          says: { key: 'deskQuestion.waiting', args: { count } },
          isForDesk: true,
          path: 'questions',
          link: 'deskQuestion.reply',
        },
      ]),
    );
  }

  /** @throws NotFound when the request names none of the director's establishments */
  async readAsDirector(actor: Actor, requestId: Id): Promise<AskedRequest & { readonly providerId: Id }> {
    const file = await this.dossiers.requestFile(actor, requestId);
    const providerId = asksFor(actor, file);
    if (providerId === null) throw new NotFound('request');
    return {
      file,
      providerId,
      questions: await this.listOf(requestId, providerId),
      provable: await this.findProvable(),
    };
  }

  /** @throws NotFound when the request is not of the actor's desk */
  async readAsDesk(actor: Actor, requestId: Id): Promise<AskedRequest> {
    const file = await this.dossiers.requestFile(actor, requestId);
    if (!mayAnswer(actor, file.request)) throw new NotFound('request');
    return { file, questions: await this.listOf(requestId), provable: [] };
  }

  /** @throws NotFound | DomainError when the request is over, or the question says too little */
  async askDesk(actor: Actor, requestId: Id, asked: AskedWords): Promise<void> {
    const { providerId, provable } = await this.readAsDirector(actor, requestId);
    await this.unitOfWork.run(async (tx) => {
      const request = await lockRequestToWrite(tx, requestId);
      if (!request) throw new NotFound('request');
      const refusal = isAskable(request) ? judgeQuestion(asked, provable) : refuse('deskQuestion.over');
      if (refusal) throw new DomainError(refusal);
      const id = newId();
      await tx.insert(DeskQuestion, {
        id,
        requestId,
        providerId,
        ...asked,
        criterion: asked.subject === 'proof' ? asked.criterion : null,
        askedBy: actorRef(actor),
        askedAt: this.clock.now(),
        answer: null,
        answeredBy: null,
        answeredAt: null,
      });
      await this.audit.changed(
        tx,
        actor,
        'deskQuestion.ask',
        { kind: 'request', id: requestId },
        { subject: asked.subject },
      );
      const { deskId } = request;
      await this.staff.writeToStaff(
        tx,
        (grant) => triagesForDesk(grant, deskId),
        DESK_QUESTION,
        () => ({
          provider: this.supply.provider(providerId)?.name ?? '',
          link: `${this.config.BASE_URL}/rpe/demandes/${requestId}/questions`,
        }),
      );
    });
  }

  /** @throws NotFound | Conflict when somebody answered meanwhile */
  async answerQuestion(actor: Actor, requestId: Id, questionId: Id, answer: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await lockRequest(tx, requestId);
      const question = await tx.findOne(DeskQuestion, { id: questionId, requestId });
      if (!request || !question || !mayAnswer(actor, request)) throw new NotFound('question');
      if (question.answeredAt !== null) throw new Conflict(refuse('deskQuestion.answered'));
      await this.keepAnswer(tx, actor, question, answer);
    });
  }

  /** The requests of these desks about which a question waits for an answer; at most {@link MOST_ASKED}. */
  findAsked(deskIds: readonly string[]): Promise<Id[]> {
    return findAskedRequests(this.reader, deskIds, MOST_ASKED);
  }

  /** How many questions nobody has answered, by request. A request without any is absent. */
  async countOpen(requestIds: readonly Id[]): Promise<Map<Id, number>> {
    const counts = new Map<Id, number>();
    if (requestIds.length === 0) return counts;
    const open = await this.reader.find(DeskQuestion, {
      where: { requestId: In([...requestIds]), answeredAt: IsNull() },
    });
    for (const { requestId } of open) counts.set(requestId, (counts.get(requestId) ?? 0) + 1);
    return counts;
  }

  /** Everything that was asked about a request, latest first; of one establishment, when it is named. */
  async listOf(requestId: Id, providerId?: Id): Promise<DeskQuestion[]> {
    return this.reader.find(DeskQuestion, {
      where: { requestId, ...(providerId === undefined ? {} : { providerId }) },
      order: { askedAt: 'DESC', id: 'DESC' },
    });
  }

  /** The same by request, of every establishment. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, DeskQuestion[]>> {
    const questions = await this.reader.find(DeskQuestion, {
      where: { requestId: In([...requestIds]) },
      order: { askedAt: 'DESC', id: 'DESC' },
    });
    return groupedBy(questions, ({ requestId }) => requestId);
  }

  private async findProvable(): Promise<string[]> {
    const inForce = await this.grids.findInForce();
    return inForce ? provableCriteria(inForce.grid) : [];
  }

  /** Answers what asked for this proof. A person of the desk has just seen it. */
  async answerSeen(tx: Tx, actor: Actor, requestId: Id, criterion: string): Promise<void> {
    for (const question of await tx.find(DeskQuestion, { where: { requestId, criterion, answeredAt: IsNull() } }))
      await this.keepAnswer(tx, actor, question, null);
  }

  private async keepAnswer(
    tx: Tx,
    actor: Actor,
    { id, requestId, providerId }: DeskQuestion,
    answer: string | null,
  ): Promise<void> {
    await tx.update(DeskQuestion, { id }, { answer, answeredBy: actorRef(actor), answeredAt: this.clock.now() });
    await this.audit.changed(tx, actor, 'deskQuestion.answer', { kind: 'request', id: requestId });
    await this.staff.writeToStaff(
      tx,
      (grant) => directsEstablishment(grant, providerId),
      DESK_ANSWER,
      () => ({ link: `${this.config.BASE_URL}/eaje/demandes/${requestId}/questions` }),
    );
  }
}
