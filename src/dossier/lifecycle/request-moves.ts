import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Hooks } from '../../kernel/hooks.js';
import { Clock } from '../../kernel/clock.js';
import { groupedBy } from '../../kernel/grouped-by.js';
import { newId, type Id } from '../../kernel/ids.js';
import { jobType } from '../../kernel/job-type.js';
import { Conflict, DomainError, NotFound, refuse } from '../../kernel/refusal.js';
import { dayOf, type Day, type Instant } from '../../kernel/time.js';
import { Audit } from '../../platform/audit/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Queue } from '../../platform/queue/index.js';
import { actorRef, SYSTEM, type Actor } from '../../platform/security/index.js';
import { actColumns, actDue, changedAct } from './act-columns.js';
import { essentialGaps } from '../domain/completeness.js';
import {
  isOpen,
  NO_FACTS,
  ruleOf,
  type LifecycleActor,
  type RequestAction,
  type RequestFacts,
  type RequestState,
} from '../domain/request-lifecycle.js';
import { judgeMove } from '../domain/move-verdict.js';
import { nextActOf, reachBefore, type NextAct, type NextActCode } from '../domain/next-act.js';
import { FactRecords } from './fact-records.js';
import { actsOnRequestAs } from './request.policy.js';
import { ChildRequest, Dossier, Orientation, RequestHistory, Wish } from '../persistence/dossier.entities.js';

/** Planned after each move, for the feature that counts requests. */
export const PROJECT_REQUEST = jobType<{ requestId: Id }>('reporting.project');

export interface MoveOptions {
  /** The version of the request that the person was looking at. Any other version is a Conflict. */
  readonly expectedVersion?: number;
  readonly reason?: string;
  /** The choice, for an action that leaves one (`decline`: `wait` or `withdraw`). */
  readonly choice?: string;
  readonly facts?: Partial<RequestFacts>;
  /** Day of the session or of the deadline, for the next act. */
  readonly known?: { sessionDay?: Day; offerDeadline?: Day };
  readonly history?: Record<string, string | number>;
  /** Columns of the request that change with the move. */
  readonly patch?: Partial<ChildRequest>;
}

export interface WantedMove extends MoveOptions {
  readonly requestId: Id;
  readonly action: RequestAction;
}

interface JudgedMove {
  readonly request: ChildRequest;
  readonly wanted: WantedMove;
  readonly to: RequestState;
}

export interface Move {
  readonly request: ChildRequest;
  readonly action: RequestAction;
  readonly from: RequestState;
  readonly to: RequestState;
  readonly actor: Actor;
}

type RecordedMove = Omit<Move, 'actor'> & { readonly options: Pick<MoveOptions, 'reason' | 'history'> };

/** Called with moves in their own transaction. In this way placement frees the seats of a request that is withdrawn. */
export type MoveListener = (tx: Tx, moves: readonly Move[]) => Promise<void>;

/**
 * Changes the state of requests; no other code does. The rule of the table, its guards, a conditional update, then
 * history, audit and jobs: all in one transaction.
 */
@Injectable()
export class RequestMoves {
  readonly moved = new Hooks<MoveListener>('requests have moved');

  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly queue: Queue,
    private readonly records: FactRecords,
  ) {}

  /**
   * @throws NotFound when the request does not exist or does not concern the actor
   * @throws Conflict when somebody else moved it first
   * @throws DomainError with the reason for a refusal
   */
  async move(
    tx: Tx,
    actor: Actor,
    requestId: Id,
    action: RequestAction,
    options: MoveOptions = {},
  ): Promise<ChildRequest> {
    const [moved] = await this.moveAll(tx, actor, [{ requestId, action, ...options }]);
    return moved!;
  }

  /**
   * {@link move} for many requests, each once. All of them move or none, in a few statements.
   * @returns the requests as they are now, in the given order
   * @throws DomainError about the first request that may not move
   */
  async moveAll(tx: Tx, actor: Actor, wanted: readonly WantedMove[]): Promise<ChildRequest[]> {
    return this.recordMoves(
      tx,
      actor,
      await this.judgeAll(tx, actor, wanted, (refused) => {
        throw refused;
      }),
    );
  }

  /**
   * {@link moveAll} for those of the requests that may move. The others stay as they are. @returns the requests that
   * moved
   */
  async moveThoseAllowed(tx: Tx, actor: Actor, wanted: readonly WantedMove[]): Promise<ChildRequest[]> {
    const judged = await this.judgeAll(tx, actor, wanted, () => undefined);
    return judged.length === 0 ? [] : this.recordMoves(tx, actor, judged);
  }

  private async judgeAll(
    tx: Tx,
    actor: Actor,
    wanted: readonly WantedMove[],
    onRefusal: (refused: DomainError) => void,
  ): Promise<JudgedMove[]> {
    const ids = wanted.map(({ requestId }) => requestId);
    const requests = new Map((await tx.lockAll(ChildRequest, { id: In(ids) })).map((request) => [request.id, request]));
    // Whether a request concerns a director depends on its wishes, so only staff need them.
    const wishes = groupedBy(
      actor.kind === 'staff' ? await tx.find(Wish, { where: { requestId: In(ids) } }) : [],
      ({ requestId }) => requestId,
    );
    const judged: JudgedMove[] = [];
    for (const move of wanted) {
      const request = requests.get(move.requestId);
      if (!request) throw new NotFound('request');
      const to = await this.judgeMove(tx, actor, request, move, wishes.get(request.id) ?? []);
      if (to instanceof DomainError) onRefusal(to);
      else judged.push({ request, wanted: move, to });
    }
    return judged;
  }

  private async judgeMove(
    tx: Tx,
    actor: Actor,
    request: ChildRequest,
    wanted: WantedMove,
    wishes: readonly Wish[],
  ): Promise<RequestState | DomainError> {
    const { action, expectedVersion, patch } = wanted;
    if (expectedVersion !== undefined && expectedVersion !== request.version)
      throw new Conflict(refuse('request.changed', { state: request.state }));
    // Only a request that nobody has taken up can be an arrival, so the dossiers of others are not read.
    const dossier =
      action === 'reopen' || request.state === 'submitted'
        ? await tx.findOne(Dossier, { id: request.dossierId })
        : null;
    // A forgotten dossier cannot be reopened, because nobody is left to find a place for.
    if (action === 'reopen' && dossier?.anonymisedAt) return new DomainError(refuse('request.forgotten'));
    const gaps = patch?.gaps ?? request.gaps;
    const facts: RequestFacts = {
      ...NO_FACTS,
      gaps: essentialGaps(gaps),
      tracks: await this.tracks(tx, request.id, action),
      joined: request.joinedIntoId !== null,
      arrival: (dossier?.arrivedForId ?? null) !== null,
      ...wanted.facts,
    };
    const verdict = judgeMove(request.state, action, actingAs(actor, request, action, wishes), facts, wanted);
    return verdict.ok ? verdict.to : new DomainError(verdict.refusal, request.id);
  }

  /**
   * Gives a request its next act without moving it: nobody has acted, but somebody now has to. A request that has left
   * `state` meanwhile keeps its own act.
   * @returns whether the act was set
   */
  async setNextAct(tx: Tx, actor: Actor, requestId: Id, state: RequestState, act: NextAct): Promise<boolean> {
    const request = await tx.lock(ChildRequest, { id: requestId });
    if (request?.state !== state) return false;
    await tx.update(ChildRequest, { id: requestId }, changedAct(request, act, false));
    await this.audit.changed(
      tx,
      actor,
      'request.nextAct',
      { kind: 'request', id: requestId },
      { act: act.code, due: act.due, owner: act.owner },
    );
    return true;
  }

  /**
   * Called when a message to the family reached nobody. For each open request, the desk first has to find another way
   * to the family.
   */
  async askToReach(tx: Tx, dossierId: Id): Promise<void> {
    for (const request of await this.openRequests(tx, dossierId)) {
      const act = actDue(request);
      if (!act || request.actAfterReach) continue;
      const reach = reachBefore(act, this.clock.today());
      await tx.update(ChildRequest, { id: request.id }, actColumns(reach, act));
      await this.audit.changed(
        tx,
        SYSTEM,
        'request.nextAct',
        { kind: 'request', id: request.id },
        { act: reach.code, due: reach.due, owner: reach.owner },
      );
    }
  }

  /** Called when the family was reached. The act that was due before is due again. */
  async endReaching(tx: Tx, dossierId: Id): Promise<void> {
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

  /** Writes the first history rows of a request that was just inserted in state `submitted`. */
  async recordSubmission(
    tx: Tx,
    actor: Actor,
    request: ChildRequest,
    history: MoveOptions['history'] = {},
  ): Promise<void> {
    await this.writeHistory(
      tx,
      actor,
      [{ request, action: 'submit', from: 'draft', to: 'submitted', options: { history } }],
      request.submittedAt,
    );
  }

  /**
   * Writes the first history row of a transfer that was just inserted. It names the first request, because a transfer
   * is not about another child.
   */
  async recordTransfer(tx: Tx, actor: Actor, request: ChildRequest, originId: Id): Promise<void> {
    await this.writeHistory(
      tx,
      actor,
      [
        {
          request,
          action: 'keepLooking',
          from: 'draft',
          to: request.state,
          options: { history: { transferFrom: originId } },
        },
      ],
      this.clock.now(),
    );
  }

  private async tracks(tx: Tx, requestId: Id, action: RequestAction): Promise<number> {
    return action === 'orient' ? tx.count(Orientation, { requestId }) : 0;
  }

  private async recordMoves(tx: Tx, actor: Actor, judged: readonly JudgedMove[]): Promise<ChildRequest[]> {
    const [at, today] = [this.clock.now(), this.clock.today()];
    const moves = judged.map(({ request, wanted, to }) => {
      const patch: Partial<ChildRequest> = {
        ...wanted.patch,
        state: to,
        version: request.version + 1,
        ...nextActIn(actor, request, wanted, to, today),
        ...(wanted.action === 'confirm' ? { confirmedAt: at } : {}),
      };
      return {
        from: request.state,
        to,
        action: wanted.action,
        actor,
        patch,
        request: { ...request, ...patch } as ChildRequest,
        options: wanted,
      };
    });
    const changes = judged.map(({ request: { id, state, version } }, index) => ({
      where: { id, state, version },
      patch: moves[index]!.patch,
    }));
    if ((await tx.updateEach(ChildRequest, changes)) < changes.length)
      throw new Conflict(refuse('request.changed', { state: judged[0]!.request.state }));
    await this.writeHistory(tx, actor, moves, at);
    for (const listener of this.moved.all) await listener(tx, moves);
    return moves.map(({ request }) => request);
  }

  private async writeHistory(tx: Tx, actor: Actor, moves: readonly RecordedMove[], at: Instant): Promise<void> {
    await tx.insert(
      RequestHistory,
      moves.map(({ request, action, from, to, options }) => ({
        id: newId(),
        requestId: request.id,
        dossierId: request.dossierId,
        at,
        actor: actorRef(actor),
        action,
        from,
        to,
        reason: options.reason ?? null,
        communeCode: request.communeCode,
        wantedFrom: request.wantedFrom,
        facts: Object.keys(options.history ?? {}).length === 0 ? null : options.history!,
      })),
    );
    await this.records.addFacts(
      tx,
      moves
        .filter(({ from, to }) => from !== to)
        .map(({ request, to }) => ({
          kind: 'status',
          subjectId: request.id,
          part: '',
          effectiveFrom: dayOf(at),
          value: { state: to },
        })),
    );
    await this.audit.changedAll(
      tx,
      actor,
      moves.map(({ request, action }) => ({
        action: `request.${action}`,
        subject: { kind: 'request', id: request.id },
      })),
    );
    // One job per request waits at most, so several moves in a row are counted once.
    await this.queue.planAll(
      tx,
      PROJECT_REQUEST,
      moves.map(({ request: { id } }) => ({ payload: { requestId: id }, key: `reporting:${id}` })),
    );
  }
}

/** @throws NotFound when the request does not concern the actor */
function actingAs(actor: Actor, request: ChildRequest, action: RequestAction, wishes: readonly Wish[]): LifecycleActor {
  const possible = actsOnRequestAs(
    actor,
    request,
    wishes.flatMap((wish) => wish.providerId ?? []),
  );
  if (possible.length === 0) throw new NotFound('request');
  return possible.find((kind) => ruleOf(action).actors.includes(kind)) ?? possible[0]!;
}

function nextActIn(
  actor: Actor,
  request: ChildRequest,
  { action, known }: WantedMove,
  to: RequestState,
  today: Day,
): Partial<ChildRequest> {
  const before = actDue(request);
  const stays = to === request.state && !isAnswered(before?.code ?? null, action, actor) && !known;
  // A family that acts has been reached.
  return changedAct(request, stays ? before : nextActOf(to, today, known), actor.kind === 'family');
}

/**
 * Whether a move does what the next act asked for: "still needed", or any action of a family that was to be called.
 * Otherwise a request that stays in its state also keeps its act.
 */
const isAnswered = (act: NextActCode | null, action: RequestAction, actor: Actor): boolean =>
  (action === 'confirm' && (act === 'confirm' || act === 'ring')) || (act === 'ring' && actor.kind === 'family');
