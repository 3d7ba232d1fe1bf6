import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { CriterionRecords, Grids, isRange, publishedItems, type Expert } from '../../commissions/admission/index.js';
import {
  findAdults,
  findJoinedInto,
  findRequest,
  isOpen,
  lockRequestToWrite,
  type ChildRequest,
  type Move,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { isId, newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, dayOf, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import {
  countsAs,
  isForDesk,
  isWaiting,
  judgeAsked,
  lastDay,
  stateOf,
  type ExpertRole,
} from './domain/asked-opinion.js';
import { actorOf, OpinionDoors } from './opinion-doors.js';
import { OpinionMessages } from './opinion-messages.js';
import { mayAskOpinions } from './opinions.policy.js';
import { listToEmpty } from './persistence/asked-opinions.queries.js';
import { AskedOpinion } from './persistence/opinions.entities.js';

export interface NewQuestion {
  readonly criterion: string;
  readonly name: string;
  readonly role: ExpertRole;
  readonly email: string | null;
  readonly mobile: string | null;
  readonly note: string | null;
  /** The rank of the adult who agreed, and the day. */
  readonly agreedBy: number;
  readonly agreedOn: Day;
}

/** A criterion of the grid in force on which somebody may be asked. */
export interface AskedCriterion {
  readonly code: string;
  readonly gridId: Id;
  /** Both null where the grid leaves no choice of points. */
  readonly least: number | null;
  readonly most: number | null;
  /** Whose word counts; null where the grid leaves that open. */
  readonly by: readonly Expert[] | null;
}

/** Of one night: more than a desk asks in a year. */
const MOST_EMPTIED = 500;

/** What a desk asks of people outside of it, and what it does with their answers. Only the desk of a request asks. */
@Injectable()
export class AskedOpinions {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly grids: Grids,
    private readonly records: CriterionRecords,
    private readonly doors: OpinionDoors,
    private readonly messages: OpinionMessages,
    private readonly audit: Audit,
  ) {}

  /** In the order of the grid in force; none without a grid. */
  async listCriteria(from: Reader | Tx = this.reader): Promise<AskedCriterion[]> {
    const grid = await this.grids.findInForce(from);
    if (!grid) return [];
    return publishedItems(grid.grid).flatMap(({ item, source }): AskedCriterion[] => {
      if (source !== 'expert') return [];
      const [least, most] = isRange(item) ? [item.range[0] ?? 0, item.range[1] ?? 0] : [null, null];
      return [{ code: item.code, gridId: grid.id, least, most, by: isRange(item) ? item.by : null }];
    });
  }

  /** @throws NotFound when the grid in force asks nobody about it */
  async findCriterion(code: string, from: Reader | Tx = this.reader): Promise<AskedCriterion> {
    const found = (await this.listCriteria(from)).find((one) => one.code === code);
    if (!found) throw new NotFound('criterion');
    return found;
  }

  /** Until which day a person who is asked today may answer. */
  async lastDay(from: Reader | Tx = this.reader): Promise<Day> {
    return lastDay(this.clock.today(), await this.settings.get('opinionDays', from));
  }

  /**
   * Asks a person, and sends the link. What was left unanswered about the criterion is noted as seen.
   * @throws NotFound | Conflict when somebody is asked already | DomainError
   */
  async ask(actor: Actor, requestId: Id, question: NewQuestion): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await this.lockOwn(tx, actor, requestId);
      if (!isOpen(request.state)) throw new DomainError(refuse('askedOpinion.requestEnded'));
      const { code, gridId, least, most, by } = await this.findCriterion(question.criterion, tx);
      const expert = countsAs(question.role, by);
      if (expert === null) throw new DomainError(refuse('askedOpinion.notHeard'));
      const refusal = judgeAsked(question, this.clock.today());
      if (refusal) throw new DomainError(refusal);
      const adults = await findAdults(tx, [request.dossierId]);
      if (adults.every(({ rank }) => rank !== question.agreedBy))
        throw new DomainError(refuse('askedOpinion.agreedByNobody'));
      this.messages.waysTo(question);
      const about = In(await this.withJoined(tx, [requestId]));
      const earlier = await tx.find(AskedOpinion, { where: { requestId: about, criterion: code, seenAt: IsNull() } });
      if (earlier.some((one) => isWaiting(one, this.clock.today())))
        throw new Conflict(refuse('askedOpinion.askedAlready'));
      for (const one of earlier)
        if (stateOf(one, this.clock.today()) !== 'answered') await this.markSeen(tx, actor, one);
      const asked = await this.insert(tx, actor, requestId, question, { gridId, least, most, expert });
      await this.messages.writeLink(tx, asked, request);
      await this.audit.changed(tx, actor, 'opinion.ask', subjectOf(requestId), { criterion: code, role: asked.role });
    });
  }

  /** Takes a question back: its link opens nothing any more. @throws NotFound | Conflict when it has ended */
  async takeBack(actor: Actor, requestId: Id, opinionId: Id): Promise<void> {
    await this.act(actor, requestId, opinionId, async (tx, asked) => {
      if (!isWaiting(asked, this.clock.today())) throw new Conflict(refuse('askedOpinion.over'));
      await this.end(tx, asked.id, 'taken_back');
      await this.audit.changed(tx, actor, 'opinion.takeBack', subjectOf(asked.requestId), {
        criterion: asked.criterion,
      });
    });
  }

  /** Notes that the desk has seen how a question ended. @throws NotFound | Conflict when there is nothing to see */
  async noteSeen(actor: Actor, requestId: Id, opinionId: Id): Promise<void> {
    await this.act(actor, requestId, opinionId, async (tx, asked) => {
      if (!isForDesk(asked, this.clock.today())) throw new Conflict(refuse('askedOpinion.seen'));
      await this.markSeen(tx, actor, asked);
    });
  }

  /**
   * Counts an answer that was held, as the opinion of the person who gave it.
   * @throws NotFound | Conflict when it counts already | DomainError when the grid in force does not accept it
   */
  async countHeld(actor: Actor, requestId: Id, opinionId: Id): Promise<void> {
    await this.act(actor, requestId, opinionId, async (tx, asked, request) => {
      if (asked.outcome !== 'answered' || asked.held === null) throw new Conflict(refuse('askedOpinion.counted'));
      await this.record(tx, asked, request.id);
      await tx.update(AskedOpinion, { id: asked.id }, { held: null });
      await this.markSeen(tx, actor, asked);
      await this.audit.changed(tx, actor, 'opinion.count', subjectOf(request.id), { criterion: asked.criterion });
    });
  }

  /** Writes the answer of a person as the opinion on the criterion, as the desk would: by whom says `recordedBy`. */
  async record(
    tx: Tx,
    asked: Pick<AskedOpinion, 'id' | 'criterion' | 'points' | 'reason' | 'expert' | 'endedAt'>,
    requestId: Id,
  ): Promise<void> {
    await this.records.recordOpinion(tx, actorOf(asked), requestId, {
      criterion: asked.criterion,
      points: asked.points,
      expert: asked.expert,
      reason: asked.reason!,
      on: dayOf(asked.endedAt!),
    });
  }

  /** Ends what is asked about requests that have ended. */
  async endMoved(tx: Tx, moves: readonly Move[]): Promise<void> {
    const ended = moves.filter(({ to, action }) => !isOpen(to) && action !== 'join').map(({ request }) => request.id);
    if (ended.length === 0) return;
    const rows = await tx.find(AskedOpinion, {
      where: { requestId: In(await this.withJoined(tx, ended)), outcome: IsNull() },
      order: { id: 'ASC' },
    });
    for (const { id } of rows) await this.end(tx, id, 'request');
  }

  /** These requests, and those that were joined into them: what was asked about those goes on. */
  private async withJoined(tx: Tx, requestIds: readonly Id[]): Promise<Id[]> {
    return [...requestIds, ...(await findJoinedInto(tx, requestIds)).map(({ id }) => id)];
  }

  /** Deletes all that was asked about requests whose family is forgotten. */
  async forget(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    const rows = await tx.find(AskedOpinion, { where: { requestId: In([...requestIds]) } });
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return;
    await this.messages.forget(tx, ids);
    await this.doors.close(tx, ids);
    await tx.delete(AskedOpinion, { id: In(ids) });
  }

  /**
   * Forgets how to reach the people whose questions ended more than so many days ago, and what was written to them.
   * @returns whether more is left
   */
  async emptyContacts(tx: Tx, days: number): Promise<boolean> {
    const ids = await listToEmpty(tx, addDays(this.clock.today(), -days), MOST_EMPTIED);
    if (ids.length === 0) return false;
    await this.messages.forget(tx, ids);
    await this.doors.close(tx, ids);
    await tx.update(AskedOpinion, { id: In(ids) }, { email: null, mobile: null, codeMark: null, codeUntil: null });
    return ids.length === MOST_EMPTIED;
  }

  private async end(tx: Tx, id: Id, outcome: 'taken_back' | 'request'): Promise<void> {
    const ended = { outcome, endedAt: this.clock.now(), codeMark: null, codeUntil: null };
    await tx.update(AskedOpinion, { id, outcome: IsNull() }, ended);
  }

  private async markSeen(tx: Tx, actor: Actor, { id }: AskedOpinion): Promise<void> {
    await tx.update(AskedOpinion, { id, seenAt: IsNull() }, { seenAt: this.clock.now(), seenBy: actorRef(actor) });
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    question: NewQuestion,
    of: Pick<AskedOpinion, 'gridId' | 'least' | 'most' | 'expert'>,
  ): Promise<AskedOpinion> {
    const row: AskedOpinion = {
      id: newId(),
      requestId,
      ...question,
      ...of,
      askedBy: actorRef(actor),
      askedAt: this.clock.now(),
      until: await this.lastDay(tx),
      outcome: null,
      endedAt: null,
      points: null,
      reason: null,
      words: null,
      declined: null,
      held: null,
      seenAt: null,
      seenBy: null,
      codeMark: null,
      codeUntil: null,
    };
    await tx.insert(AskedOpinion, row);
    return row;
  }

  private async act(
    actor: Actor,
    requestId: Id,
    opinionId: Id,
    work: (tx: Tx, asked: AskedOpinion, request: ChildRequest) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const request = await this.lockOwn(tx, actor, requestId);
      const asked = isId(opinionId) ? await tx.lock(AskedOpinion, { id: opinionId }) : null;
      const of = asked && (await findRequest(tx, asked.requestId));
      if (!asked || !of || (of.joinedIntoId ?? of.id) !== request.id) throw new NotFound('asked-opinion');
      await work(tx, asked, request);
    });
  }

  private async lockOwn(tx: Tx, actor: Actor, requestId: Id): Promise<ChildRequest> {
    const request = isId(requestId) ? await lockRequestToWrite(tx, requestId) : null;
    if (!request || !mayAskOpinions(actor, request)) throw new NotFound('request');
    return request;
  }
}

const subjectOf = (id: Id): { readonly kind: 'request'; readonly id: Id } => ({ kind: 'request', id });
