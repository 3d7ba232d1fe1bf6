import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import {
  Dossiers,
  findAdults,
  findRequest,
  type DeskNotice,
  lockRequest,
  lockRequestToWrite,
  normaliseName,
  type ChildRequest,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { mayFollowDecision, mayHoldCellule, maySayOutcome } from './cellule.policy.js';
import { judgeDecision, namesOneOf, type DecidedWords, type Outcome } from './domain/cellule-decisions.js';
import { CelluleDecision } from './persistence/cellule-decision.entity.js';

/**
 * Cellule sans solution: what people decide together for a child without a solution, and what became of it. The desk
 * does what was decided. Nothing here changes a request.
 */
@Injectable()
export class CelluleDecisions {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly audit: Audit,
  ) {}

  /** What the page of a request tells its desk. */
  async listNotices(requestIds: readonly Id[]): Promise<Map<Id, DeskNotice>> {
    const open = await this.reader.find(CelluleDecision, {
      where: { requestId: In([...requestIds]), outcome: IsNull() },
    });
    return new Map(
      [...groupedBy(open, ({ requestId }) => requestId)].map(([requestId, { length: count }]) => [
        requestId,
        { says: { key: 'cellule.waiting', args: { count } }, isForDesk: true, path: 'cellule', link: 'cellule.see' },
      ]),
    );
  }

  /** A request without names. @throws NotFound when the actor does not hold the cellule */
  async readMasked(actor: Actor, requestId: Id): Promise<ChildRequest> {
    const request = mayHoldCellule(actor) ? await findRequest(this.reader, requestId) : null;
    if (!request || request.joinedIntoId !== null) throw new NotFound('request');
    return request;
  }

  /** What was decided for a request of the actor's desk, latest first. @throws NotFound */
  async readAtDesk(actor: Actor, requestId: Id): Promise<{ request: ChildRequest; decisions: CelluleDecision[] }> {
    const { request } = await this.dossiers.requestFile(actor, requestId);
    if (!mayFollowDecision(actor, request)) throw new NotFound('request');
    return { request, decisions: await this.listOf(requestId) };
  }

  /** Latest first. The caller authorises. */
  async listOf(requestId: Id): Promise<CelluleDecision[]> {
    return this.reader.find(CelluleDecision, { where: { requestId }, order: { decidedAt: 'DESC', id: 'DESC' } });
  }

  /** By request, for each the latest first. The caller authorises. */
  async listOfAll(requestIds: readonly Id[]): Promise<Map<Id, CelluleDecision[]>> {
    if (requestIds.length === 0) return new Map();
    const rows = await this.reader.find(CelluleDecision, {
      where: { requestId: In([...requestIds]) },
      order: { decidedAt: 'DESC', id: 'DESC' },
    });
    return groupedBy(rows, ({ requestId }) => requestId);
  }

  /** @throws NotFound | DomainError when the day is past, or the note says nothing or names the family */
  async decide(actor: Actor, requestId: Id, words: DecidedWords): Promise<void> {
    await this.readMasked(actor, requestId);
    await this.unitOfWork.run(async (tx) => {
      const request = await lockRequestToWrite(tx, requestId);
      if (!request) throw new NotFound('request');
      const names = await namesOf(tx, request);
      const refusal = judgeDecision(words, this.clock.today(), (text) => namesOneOf(text, names, normaliseName));
      if (refusal) throw new DomainError(refusal);
      await tx.insert(CelluleDecision, {
        id: newId(),
        requestId,
        ...words,
        decidedBy: actorRef(actor),
        decidedAt: this.clock.now(),
        outcome: null,
        outcomeBy: null,
        outcomeAt: null,
      });
      await this.audit.changed(tx, actor, 'cellule.decide', { kind: 'request', id: requestId }, { kind: words.kind });
    });
  }

  /** @throws NotFound | Conflict when somebody said it meanwhile */
  async sayOutcome(actor: Actor, requestId: Id, decisionId: Id, outcome: Outcome): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await lockRequest(tx, requestId);
      const decision = await tx.findOne(CelluleDecision, { id: decisionId, requestId });
      if (!request || !decision || !maySayOutcome(actor, request)) throw new NotFound('decision');
      if (decision.outcome !== null) throw new Conflict(refuse('cellule.said'));
      await tx.update(
        CelluleDecision,
        { id: decisionId },
        { outcome, outcomeBy: actorRef(actor), outcomeAt: this.clock.now() },
      );
      await this.audit.changed(tx, actor, 'cellule.follow', { kind: 'request', id: requestId }, { outcome });
    });
  }
}

/** Every name of the child and of its adults. */
async function namesOf(tx: Tx, request: ChildRequest): Promise<(string | null)[]> {
  const adults = await findAdults(tx, [request.dossierId]);
  return [
    request.firstName,
    request.surname,
    ...adults.flatMap(({ details }) => [details.firstName ?? null, details.surname ?? null]),
  ];
}
