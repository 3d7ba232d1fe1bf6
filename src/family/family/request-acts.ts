import { Injectable } from '@nestjs/common';
import { ReturnedCases } from '../../commissions/commission/index.js';
import {
  adultOf,
  Dossiers,
  FamilyMessages,
  isExpected,
  lockRequest,
  nameOfAdult,
  RequestMoves,
  type RequestFile,
  type RequestState,
} from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import {
  SolutionChanges,
  Solutions,
  wasToldBy,
  type NewSolution,
  type Solution,
} from '../../places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { isOfTwoHomes } from './family-offers.js';
import { REQUEST_WITHDRAWN } from './message-kinds.js';

/** The rank of no adult. */
const NOBODY = 0;

/** What a family does to one of its requests. The caller checks that the request is the family's own. */
@Injectable()
export class RequestActs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly moves: RequestMoves,
    private readonly solutions: Solutions,
    private readonly changes: SolutionChanges,
    private readonly reader: Reader,
    private readonly returned: ReturnedCases,
    private readonly dossiers: Dossiers,
    private readonly messages: FamilyMessages,
  ) {}

  /** The family still looks for a place. @throws Conflict */
  async confirmNeed(actor: Actor, requestId: Id, expectedVersion?: number): Promise<void> {
    await this.unitOfWork.run((tx) => this.moves.move(tx, actor, requestId, 'confirm', { expectedVersion }));
  }

  /**
   * Every other adult is told: who still looks for a place has to know at once. Of two homes, none takes an offered place
   * away from the other by withdrawing: it answers the offer, where a no waits for the other.
   * @throws Conflict | DomainError
   */
  async withdrawRequest(actor: Actor, requestId: Id, reason: string, expectedVersion: number): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const file = await this.dossiers.loadRequest(tx, requestId);
      if (file.request.state === 'offered' && isOfTwoHomes(file)) throw new DomainError(refuse('family.offerOpen'));
      await this.moves.move(tx, actor, requestId, 'withdraw', { reason, expectedVersion });
      await this.tellOthers(tx, actor, file);
    });
  }

  /**
   * Where nobody knows which adult acted, all are told, by a sentence that is true for each. Nothing is written about a
   * child who was expected: nobody but the family knows what became of the birth.
   */
  private async tellOthers(tx: Tx, actor: Actor, { request, dossier, adults }: RequestFile): Promise<void> {
    if (isExpected(request) || adults.length < 2) return;
    const adult = adultOf(actor);
    await this.messages.writeMessage(tx, {
      dossierId: dossier.id,
      requestIds: [request.id],
      kind: REQUEST_WITHDRAWN,
      reader: { but: adult ?? NOBODY },
      args: () => ({ who: nameOfAdult(adults, adult) }),
    });
  }

  /** A solution that the family found by itself. @throws Conflict */
  async reportSolution(
    actor: Actor,
    requestId: Id,
    solution: NewSolution,
    suffices: boolean,
    expectedVersion: number,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const id = await this.solutions.reportElsewhere(tx, actor, requestId, solution, suffices, expectedVersion);
      await this.changes.planEnd(tx, id, solution.to);
    });
  }

  /** A solution that this family told itself and that goes on. What its desk noted is corrected by the desk. @throws NotFound */
  async readFound(actor: Actor, requestId: Id, solutionId: Id): Promise<Solution> {
    const line = await this.changes.readLine(this.reader, requestId, solutionId);
    if (!wasToldBy(actor, line)) throw new NotFound('solution');
    return line;
  }

  /** Corrects it: its days and its name. Whether it suffices stays as it was said. @throws Conflict */
  async correctFound(
    actor: Actor,
    requestId: Id,
    solutionId: Id,
    solution: NewSolution,
    expectedVersion: number,
  ): Promise<void> {
    await this.readFound(actor, requestId, solutionId);
    await this.unitOfWork.run(async (tx) => {
      const suffices = (await lockRequest(tx, requestId))?.state === 'placed';
      await this.changes.correct(tx, actor, { requestId, solutionId }, solution, suffices, expectedVersion);
    });
  }

  /**
   * Takes back a solution that this family told. The search goes on where it was, before the commissions too whose lists
   * are not fixed.
   * @returns where the request is now
   * @throws NotFound | Conflict
   */
  async takeBackFound(actor: Actor, requestId: Id, solutionId: Id, expectedVersion: number): Promise<RequestState> {
    await this.readFound(actor, requestId, solutionId);
    return this.unitOfWork.run(async (tx) => {
      const before = await this.changes.stateBefore(tx, requestId);
      const sessionDay = before === 'before_commission' ? await this.returned.listAgain(tx, requestId) : null;
      // The list of its session was fixed without it: its desk lists it for the next one.
      const state = before === 'before_commission' && sessionDay === null ? 'oriented' : before;
      await this.changes.takeBack(tx, actor, { requestId, solutionId }, { state, sessionDay }, expectedVersion);
      return (await lockRequest(tx, requestId))!.state;
    });
  }
}
