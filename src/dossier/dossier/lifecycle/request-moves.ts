import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Hooks } from '../../../foundation/kernel/hooks.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { type Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { type Day } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { type Actor } from '../../../foundation/platform/security/index.js';
import { actDue, changedAct } from './act-columns.js';
import { essentialGaps } from '../domain/completeness.js';
import { NO_FACTS, type RequestFacts } from '../domain/request-guards.js';
import { ruleOf, type LifecycleActor, type RequestAction } from '../domain/request-lifecycle.js';
import { isOpen, type RequestState } from '../domain/request-states.js';
import { judgeMove } from '../domain/move-verdict.js';
import { nextActOf, type NextActCode } from '../domain/next-act.js';
import { MoveHistory } from './move-history.js';
import { actsOnRequestAs } from './request.policy.js';
import { ChildRequest, Dossier, Orientation, Wish } from '../persistence/dossier.entities.js';
import { REASON_LIST } from './reason-list.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';

/** Whoever chooses a reason from a list that is shown. */
const isPerson = ({ kind }: Actor): boolean => kind === 'family' || kind === 'staff';

export interface MoveOptions {
  /** The version of the request that the person was looking at. Any other version is a Conflict. */
  readonly expectedVersion?: number;
  readonly reason?: string;
  /** The choice, for an action that leaves one (`decline`: `wait` or `withdraw`). */
  readonly choice?: string;
  readonly facts?: Partial<RequestFacts>;
  /** What the next act depends on: {@link nextActOf}. */
  readonly known?: { sessionDay?: Day; offerDeadline?: Day; uncontacted?: boolean; emergencyOnly?: boolean };
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
    private readonly history: MoveHistory,
    private readonly choices: ChoiceLists,
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
    // Only a request that nobody has taken up can be an arrival, and only a closed one can be of a forgotten family: the
    // dossiers of others are not read.
    const mayBeForgotten = !isOpen(request.state) && (isPerson(actor) || action === 'reopen');
    const dossier =
      mayBeForgotten || request.state === 'submitted' ? await tx.findOne(Dossier, { id: request.dossierId }) : null;
    // Nobody is left to find a place for, and what a person says of it now would never be erased.
    if (mayBeForgotten && dossier?.anonymisedAt) return new DomainError(refuse('request.forgotten'));
    const gaps = patch?.gaps ?? request.gaps;
    const facts: RequestFacts = {
      ...NO_FACTS,
      gaps: essentialGaps(gaps),
      tracks: await this.tracks(tx, request.id, action),
      joined: request.joinedIntoId !== null,
      arrival: (dossier?.arrivedForId ?? null) !== null,
      ...wanted.facts,
    };
    if (isPerson(actor) && wanted.reason !== undefined && !this.choices.isOffered(REASON_LIST.name, wanted.reason))
      return new DomainError(refuse('request.reasonNeeded'), request.id);
    const verdict = judgeMove(request.state, action, actingAs(actor, request, action, wishes), facts, wanted);
    return verdict.ok ? verdict.to : new DomainError(verdict.refusal, request.id);
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
    await this.history.writeHistory(tx, actor, moves, at);
    for (const listener of this.moved.all) await listener(tx, moves);
    return moves.map(({ request }) => request);
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
  return changedAct(
    request,
    stays ? before : nextActOf(to, today, { ...known, urgent: request.need.kind === 'emergency' }),
    actor.kind === 'family',
  );
}

/**
 * Whether a move does what the next act asked for: "still needed", or any action of a family that was to be called.
 * Otherwise a request that stays in its state also keeps its act.
 */
const isAnswered = (act: NextActCode | null, action: RequestAction, actor: Actor): boolean =>
  (action === 'confirm' && (act === 'confirm' || act === 'ring')) || (act === 'ring' && actor.kind === 'family');
