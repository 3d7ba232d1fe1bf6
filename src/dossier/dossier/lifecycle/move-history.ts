import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import { jobType } from '../../../foundation/kernel/job-type.js';
import { dayOf, type Instant } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Queue } from '../../../foundation/platform/queue/index.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import type { RequestAction } from '../domain/request-lifecycle.js';
import type { RequestState } from '../domain/request-states.js';
import { RequestHistory, type ChildRequest } from '../persistence/dossier.entities.js';
import { FactRecords } from './fact-records.js';
import { adultOf } from './home.policy.js';

/** Planned after each move and second deposit, for the feature that counts requests. */
export const PROJECT_REQUEST = jobType<{ requestId: Id }>('reporting.project');

/** Whoever sends a form is the first adult of its family. */
export const SENDER = 1;

/** What a row of the history may say beside the move: ids and codes, never a name. */
export type HistoryFacts = Record<string, string | number>;

/** The adult who acted is written down, because the other one reads the same history. */
function factsOf(actor: Actor, facts: HistoryFacts = {}): HistoryFacts | null {
  const adult = adultOf(actor);
  const told = adult === null ? facts : { adult, ...facts };
  return Object.keys(told).length === 0 ? null : told;
}

/** A move as it is written down. */
export interface RecordedMove {
  readonly request: ChildRequest;
  readonly action: RequestAction;
  readonly from: RequestState;
  readonly to: RequestState;
  readonly options: { readonly reason?: string; readonly history?: HistoryFacts };
}

/** Writes what has happened to requests: a row of the history and one of the audit each, the fact, the job of figures. */
@Injectable()
export class MoveHistory {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly queue: Queue,
    private readonly records: FactRecords,
  ) {}

  /** Writes the first history rows of a request that was just inserted in state `submitted`. */
  async recordSubmission(tx: Tx, actor: Actor, request: ChildRequest, facts: HistoryFacts = {}): Promise<void> {
    const isSent = actor.kind === 'family' && actor.dossierId === null;
    const history = isSent ? { ...facts, adult: SENDER } : facts;
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

  async writeHistory(tx: Tx, actor: Actor, moves: readonly RecordedMove[], at: Instant): Promise<void> {
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
        facts: factsOf(actor, options.history),
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
    await this.countAgain(
      tx,
      moves.map(({ request: { id } }) => id),
    );
  }

  /** Has figures written anew for the families of these requests. */
  async countAgain(tx: Tx, requestIds: readonly Id[]): Promise<void> {
    // One job per request waits at most, so several moves in a row are counted once.
    await this.queue.planAll(
      tx,
      PROJECT_REQUEST,
      requestIds.map((requestId) => ({ payload: { requestId }, key: `reporting:${requestId}` })),
    );
  }
}
