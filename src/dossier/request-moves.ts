import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../kernel/refusal.js';
import type { Day } from '../kernel/time.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import { Queue } from '../platform/queue/index.js';
import { actorRef, SYSTEM, type Actor } from '../platform/security/index.js';
import { actColumns, actDue, changedAct } from './act-columns.js';
import { essentialGaps } from './domain/completeness.js';
import { isOpen, judgeMove, NO_FACTS, ruleOf, type LifecycleActor, type RequestAction, type RequestFacts, type RequestState } from './domain/request-lifecycle.js';
import { nextActOf, reachBefore, type NextAct, type NextActCode } from './domain/next-act.js';
import { lifecycleActorsOf } from './lifecycle-actors.js';
import { ChildRequest, Dossier, Orientation, RequestHistory, Wish } from './persistence/dossier.entities.js';

export interface MoveOptions {
  /** The version of the request the person was looking at: another one is a Conflict. */
  readonly expectedVersion?: number;
  readonly reason?: string;
  /** Where the action leaves a choice (`decline`: `wait` or `withdraw`). */
  readonly choice?: string;
  readonly facts?: Partial<RequestFacts>;
  /** Day of the session or of the deadline, for the next act. */
  readonly known?: { sessionDay?: Day; offerDeadline?: Day };
  readonly history?: Record<string, string | number>;
  /** Columns of the request that change with the move. */
  readonly patch?: Partial<ChildRequest>;
}

export interface Move {
  readonly request: ChildRequest;
  readonly action: RequestAction;
  readonly from: RequestState;
  readonly to: RequestState;
  readonly actor: Actor;
}

/** Told of each move in its own transaction: how a withdrawal frees the places that placement holds. */
export type MoveListener = (tx: Tx, move: Move) => Promise<void>;

/** The only writer of a request's state. Table → guards → conditional update → history, audit and jobs, in one transaction. */
@Injectable()
export class RequestMoves {
  private readonly listeners: MoveListener[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly queue: Queue,
  ) {}

  onMove(listener: MoveListener): void {
    this.listeners.push(listener);
  }

  /**
   * @throws NotFound when the request is not there or not the actor's
   * @throws Conflict when somebody moved it first
   * @throws DomainError with the reason why not
   */
  async move(tx: Tx, actor: Actor, requestId: Id, action: RequestAction, options: MoveOptions = {}): Promise<ChildRequest> {
    const request = await tx.lock(ChildRequest, { id: requestId });
    if (!request) throw new NotFound('request');
    if (options.expectedVersion !== undefined && options.expectedVersion !== request.version) {
      throw new Conflict(refuse('request.changed', { state: request.state }));
    }
    // Nobody is left to find a place for: the family asked to be forgotten, or long ago stopped asking.
    if (action === 'reopen' && (await tx.findOne(Dossier, { id: request.dossierId }))?.anonymisedAt) throw new DomainError(refuse('request.forgotten'));
    const as = await this.actingAs(tx, actor, request, action);
    const gaps = options.patch?.gaps ?? request.gaps;
    const facts: RequestFacts = { ...NO_FACTS, gaps: essentialGaps(gaps), tracks: await this.tracks(tx, requestId, action), joined: request.joinedIntoId !== null, ...options.facts };
    const verdict = judgeMove(request.state, action, as, facts, options);
    if (!verdict.ok) throw new DomainError(verdict.refusal);
    return this.record(tx, actor, request, action, verdict.to, options);
  }

  /**
   * Gives a request its next act without moving it: nobody acted, somebody has to. A request that has left `state` meanwhile keeps its own.
   * @returns whether the act was set
   */
  async setNextAct(tx: Tx, actor: Actor, requestId: Id, state: RequestState, act: NextAct): Promise<boolean> {
    const request = await tx.lock(ChildRequest, { id: requestId });
    if (request?.state !== state) return false;
    await tx.update(ChildRequest, { id: requestId }, changedAct(request, act, false));
    await this.audit.changed(tx, actor, 'request.nextAct', { kind: 'request', id: requestId }, { act: act.code, due: act.due, owner: act.owner });
    return true;
  }

  /** A message to the family reached nobody: before anything else, the desk finds another way to each open request's family. */
  async askToReach(tx: Tx, dossierId: Id): Promise<void> {
    for (const request of await this.openRequests(tx, dossierId)) {
      const act = actDue(request);
      if (!act || request.actAfterReach) continue;
      const reach = reachBefore(act, this.clock.today());
      await tx.update(ChildRequest, { id: request.id }, actColumns(reach, act));
      await this.audit.changed(tx, SYSTEM, 'request.nextAct', { kind: 'request', id: request.id }, { act: reach.code, due: reach.due, owner: reach.owner });
    }
  }

  /** The family was reached: what was due before is due again. */
  async reached(tx: Tx, dossierId: Id): Promise<void> {
    for (const request of await this.openRequests(tx, dossierId)) {
      if (request.actAfterReach) await tx.update(ChildRequest, { id: request.id }, actColumns(request.actAfterReach));
    }
  }

  private async openRequests(tx: Tx, dossierId: Id): Promise<ChildRequest[]> {
    const open: ChildRequest[] = [];
    for (const { id } of await tx.find(ChildRequest, { where: { dossierId }, order: { id: 'ASC' } })) {
      const request = await tx.lock(ChildRequest, { id });
      if (request && isOpen(request.state) && request.joinedIntoId === null) open.push(request);
    }
    return open;
  }

  /** The first rows of a request that has just been inserted in state `submitted`. */
  async recordSubmission(tx: Tx, actor: Actor, request: ChildRequest): Promise<void> {
    await this.writeHistory(tx, actor, request, 'submit', 'draft', 'submitted', {}, request.submittedAt);
  }

  /** The first row of a transfer that has just been inserted: it is no second child's request, and says whose it is. */
  async recordTransfer(tx: Tx, actor: Actor, request: ChildRequest, originId: Id): Promise<void> {
    await this.writeHistory(tx, actor, request, 'keepLooking', 'draft', request.state, { history: { transferFrom: originId } }, this.clock.now());
  }

  private async actingAs(tx: Tx, actor: Actor, request: ChildRequest, action: RequestAction): Promise<LifecycleActor> {
    const wishes = await tx.find(Wish, { where: { requestId: request.id } });
    const possible = lifecycleActorsOf(actor, request, wishes.flatMap((wish) => wish.providerId ?? []));
    if (possible.length === 0) throw new NotFound('request');
    return possible.find((one) => ruleOf(action).actors.includes(one)) ?? possible[0]!;
  }

  private async tracks(tx: Tx, requestId: Id, action: RequestAction): Promise<number> {
    return action === 'orient' ? tx.count(Orientation, { requestId }) : 0;
  }

  private async record(tx: Tx, actor: Actor, request: ChildRequest, action: RequestAction, to: RequestState, options: MoveOptions): Promise<ChildRequest> {
    const before = actDue(request);
    const stays = to === request.state && !isAnswered(before?.code ?? null, action, actor) && !options.known;
    const act = stays ? before : nextActOf(to, this.clock.today(), options.known);
    const patch: Partial<ChildRequest> = {
      ...options.patch,
      state: to,
      version: request.version + 1,
      // A family that acts has been reached.
      ...changedAct(request, act, actor.kind === 'family'),
      ...(action === 'confirm' ? { confirmedAt: this.clock.now() } : {}),
    };
    const affected = await tx.update(ChildRequest, { id: request.id, state: request.state, version: request.version }, patch);
    if (affected === 0) throw new Conflict(refuse('request.changed', { state: request.state }));
    const moved = { ...request, ...patch } as ChildRequest;
    await this.writeHistory(tx, actor, moved, action, request.state, to, options, this.clock.now());
    for (const listener of this.listeners) await listener(tx, { request: moved, action, from: request.state, to, actor });
    return moved;
  }

  private async writeHistory(
    tx: Tx, actor: Actor, request: ChildRequest, action: RequestAction, from: RequestState, to: RequestState, options: MoveOptions, at: string,
  ): Promise<void> {
    await tx.insert(RequestHistory, {
      id: newId(), requestId: request.id, dossierId: request.dossierId, at, actor: actorRef(actor), action, from, to,
      reason: options.reason ?? null, communeCode: request.communeCode, wantedFrom: request.wantedFrom, facts: options.history ?? null,
    });
    await this.audit.changed(tx, actor, `request.${action}`, { kind: 'request', id: request.id });
    // One waiting job per request: several moves in a row are projected once.
    await this.queue.plan(tx, 'reporting.project', { requestId: request.id }, { key: `reporting:${request.id}` });
  }
}

/** A request that stays where it is keeps its act, unless the move is what was asked for: "still needed", or any word of a family that is being rung. */
const isAnswered = (act: NextActCode | null, action: RequestAction, actor: Actor): boolean =>
  (action === 'confirm' && (act === 'confirm' || act === 'ring')) || (act === 'ring' && actor.kind === 'family');
