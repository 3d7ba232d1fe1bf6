import { Injectable } from '@nestjs/common';
import {
  AnswerLocks,
  findMoves,
  lockRequest,
  RequestMoves,
  ruleOf,
  type RequestState,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { Queue } from '../../foundation/platform/queue/index.js';
import { SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { needSlots } from './domain/coverage.js';
import { endOf } from './domain/placement-end.js';
import { Offer, Solution } from './persistence/placement.entities.js';
import { SOLUTION_END, type AfterSolution } from './placement-jobs.js';
import { SolutionLines } from './solution-lines.js';
import { Solutions, type NewSolution } from './solutions.js';

/** Where the search for a place stands. */
export interface Search {
  /** Whether a session judges the request as it was when its list was fixed. */
  readonly isJudged: boolean;
  readonly isOffered: boolean;
}

const endKey = (solutionId: Id): string => `solution:${solutionId}:end`;

/**
 * Corrects and ends solutions that are no place of a nursery: an agreement with a childminder, or what a family found
 * by itself. The places end by {@link PlacementEnds}.
 */
@Injectable()
export class SolutionChanges {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly moves: RequestMoves,
    private readonly solutions: Solutions,
    private readonly lines: SolutionLines,
    private readonly queue: Queue,
    private readonly locks: AnswerLocks,
  ) {}

  /** What it changes now that a family has found a solution: read before somebody says so. */
  async readSearch(requestId: Id): Promise<Search> {
    return {
      isJudged: (await this.locks.refusalFor(this.reader, requestId)) !== null,
      isOffered: (await this.reader.count(Offer, { requestId, state: 'open' })) > 0,
    };
  }

  /** @throws NotFound when it is a place, or another request's */
  async readLine(from: Reader | Tx, requestId: Id, solutionId: Id): Promise<Solution> {
    const line = await from.findOne(Solution, { id: solutionId, requestId });
    if (!line || line.kind === 'place') throw new NotFound('solution');
    return line;
  }

  /** @param suffices whether the family says that what it has is enough */
  async correct(
    tx: Tx,
    actor: Actor,
    { requestId, solutionId }: { readonly requestId: Id; readonly solutionId: Id },
    solution: NewSolution,
    suffices: boolean,
    expectedVersion: number,
  ): Promise<void> {
    const line = await this.requireRunning(tx, requestId, solutionId);
    // Half-days that a family told without hours stay where nobody says others.
    const before = line.week === null && solution.week === null ? line.slots : needSlots(solution.week);
    await this.lines.changeLines(tx, { id: solutionId }, { ...solution, slots: solution.slots ?? before });
    await this.planEnd(tx, solutionId, solution.to, 'planned');
    await this.moves.move(tx, actor, requestId, 'correctSolution', {
      expectedVersion,
      facts: { needCovered: suffices || (await this.solutions.isCovered(tx, requestId)) },
      history: { kind: solution.kind },
    });
  }

  /**
   * Ends a solution on a day. Until that day it goes on, and the request stays where it is.
   * @throws DomainError when the day lies before its first
   */
  async end(
    tx: Tx,
    actor: Actor,
    { requestId, solutionId }: { readonly requestId: Id; readonly solutionId: Id },
    lastDay: Day,
    choice: AfterSolution,
    expectedVersion: number,
  ): Promise<void> {
    const line = await this.requireRunning(tx, requestId, solutionId);
    if (lastDay < line.from) throw new DomainError(refuse('solution.lastDay', { from: line.from }));
    await this.lines.changeLines(tx, { id: solutionId }, { to: lastDay });
    if (lastDay < this.clock.today()) return this.endNow(tx, actor, line, choice, expectedVersion);
    await this.planEnd(tx, solutionId, lastDay, choice);
    await this.moves.move(tx, actor, requestId, 'correctSolution', {
      expectedVersion,
      facts: { needCovered: (await lockRequest(tx, requestId))?.state === 'placed' },
      history: { kind: line.kind },
    });
  }

  /**
   * Where a request was before its family said that it had found something. An offer that was open then has ended since,
   * and left it waiting.
   */
  async stateBefore(from: Reader | Tx, requestId: Id): Promise<RequestState> {
    const told = await findMoves(from, requestId, ['reportSolution']);
    return told.findLast((move) => move.from !== 'partly_placed' && move.from !== 'offered')?.from ?? 'waiting_list';
  }

  /**
   * Takes back what a family said that it had found: nothing of it counts any more, and the request goes back.
   * @param back where it goes when nothing else answers it, with the day of the session that judges it there
   */
  async takeBack(
    tx: Tx,
    actor: Actor,
    { requestId, solutionId }: { readonly requestId: Id; readonly solutionId: Id },
    back: { readonly state: RequestState; readonly sessionDay: Day | null },
    expectedVersion: number,
  ): Promise<void> {
    const line = await this.requireRunning(tx, requestId, solutionId);
    // A line that ends before it begins is one that never was.
    await this.lines.changeLines(tx, { id: line.id }, { to: addDays(line.from, -1), endedAt: this.clock.now() });
    await this.queue.cancel(tx, endKey(line.id));
    await this.moves.move(tx, actor, requestId, 'takeBackSolution', {
      expectedVersion,
      choice: back.state,
      known: back.sessionDay === null ? {} : { sessionDay: back.sessionDay },
      facts: {
        partLeft: (await this.listRunning(tx, requestId)).length > 0,
        needCovered: await this.solutions.isCovered(tx, requestId),
      },
      history: { kind: line.kind },
    });
  }

  /** The job of a last day. A day that was moved meanwhile is not over. */
  async endIfOver(tx: Tx, solutionId: Id, choice: AfterSolution): Promise<void> {
    const line = await tx.findOne(Solution, { id: solutionId });
    if (!line || line.endedAt !== null || line.to === null || line.to >= this.clock.today()) return;
    await this.endNow(tx, SYSTEM, line, choice);
  }

  /** Ends a solution by itself after its last day. A day that is unknown ends nothing. */
  async planEnd(tx: Tx, solutionId: Id, lastDay: Day | null, choice: AfterSolution = 'planned'): Promise<void> {
    if (lastDay === null) await this.queue.cancel(tx, endKey(solutionId));
    else
      await this.queue.plan(tx, SOLUTION_END, { solutionId, choice }, { at: endOf(lastDay), key: endKey(solutionId) });
  }

  private async endNow(
    tx: Tx,
    actor: Actor,
    { id, requestId, kind }: Solution,
    choice: AfterSolution,
    expectedVersion?: number,
  ): Promise<void> {
    await this.lines.changeLines(tx, { id }, { endedAt: this.clock.now() });
    await this.queue.cancel(tx, endKey(id));
    const request = await lockRequest(tx, requestId);
    // A request that was closed meanwhile for another reason stays closed.
    if (!request || !ruleOf('endSolution').from.includes(request.state)) return;
    const left = await this.listRunning(tx, requestId);
    await this.moves.move(tx, actor, requestId, 'endSolution', {
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
      choice,
      facts: {
        partLeft: left.length > 0,
        needCovered: left.length > 0 && (await this.solutions.isCovered(tx, requestId)),
      },
      history: { kind },
    });
  }

  private async listRunning(tx: Tx, requestId: Id): Promise<Solution[]> {
    return (await this.solutions.ofRequest(tx, requestId)).filter(
      ({ endedAt, to }) => endedAt === null && (to === null || to >= this.clock.today()),
    );
  }

  private async requireRunning(tx: Tx, requestId: Id, solutionId: Id): Promise<Solution> {
    const line = await this.readLine(tx, requestId, solutionId);
    if (line.endedAt !== null) throw new DomainError(refuse('solution.over'));
    return line;
  }
}
